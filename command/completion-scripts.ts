/** A few lines for each shell, which ask `opads completion reply` and so are never out of date. Pure. */

export const shells = ['bash', 'zsh', 'fish'] as const

/** A reply has one line per candidate: the word, a tab, its description. Without candidates the shell offers files. */
export const completionScripts: Readonly<Record<(typeof shells)[number], string>> = {
  bash: `# opads completion bash > /etc/bash_completion.d/opads
_opads() {
  local line
  COMPREPLY=()
  while IFS=$'\\t' read -r line _; do COMPREPLY+=("$line"); done < <("$1" completion reply "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _opads opads ./opads
`,
  zsh: `#compdef opads
# opads completion zsh > "\${fpath[1]}/_opads"
_opads() {
  local -a replies
  local line
  for line in "\${(@f)$("\${words[1]}" completion reply "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -n $line ]] && replies+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  if (( $#replies )); then _describe opads replies; else _files; fi
}
if [[ $funcstack[1] == _opads ]]; then _opads; else compdef _opads opads; fi
`,
  fish: `# opads completion fish > ~/.config/fish/completions/opads.fish
function __opads_reply
  set -l words (commandline -opc) (commandline -ct)
  $words[1] completion reply $words[2..-1] 2>/dev/null
end
complete -c opads -f -a '(__opads_reply)'
complete -c opads -n 'test -z "$(__opads_reply)"' -F
`,
}
