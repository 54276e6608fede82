/** The own account: theme, password, API tokens, sign-out. */
import { useMutation } from '@tanstack/react-query'
import { useMe } from '../../api/me.ts'
import { Button } from '../../ui/button.tsx'
import { Segments } from '../../ui/field.tsx'
import { Title } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { setTheme, themes, useTheme } from '../../ui/theme.ts'
import { useSpeech, useWords } from '../../words/language.tsx'
import { TokensSection } from '../token/tokens.tsx'
import { PasswordForm } from './password-form.tsx'
import { signOut } from './sign-out.ts'

export function AccountPage() {
  const { account: say, users } = useWords()
  const me = useMe()
  const out = useMutation({ mutationFn: signOut })
  const role = me.isAdmin ? users.admin : users.member
  return (
    <>
      <Title
        title={me.account}
        about={[role, me.tenants.length > 0 && say.inTenants(me.tenants.join(', '))]
          .filter(Boolean)
          .join(' · ')}
      >
        <Button onPress={() => out.mutate()} isBusy={out.isPending}>
          {say.signOut}
        </Button>
      </Title>
      {out.error && <Problem failure={out.error} />}
      <TokensSection />
      <div className="two">
        <PasswordSection account={me.account} />
        <LooksSection />
      </div>
    </>
  )
}

function LooksSection() {
  const { words, language, speak } = useSpeech()
  const { account: say } = words
  const theme = useTheme()
  return (
    <section>
      <div className="head">
        <h2>{say.looks}</h2>
      </div>
      <div className="stack">
        <Segments
          label={say.theme}
          options={themes.map((value) => ({ value, say: say.themes[value] }))}
          value={theme}
          onChange={setTheme}
        />
        <Segments
          label={say.language}
          options={[
            { value: 'en', say: 'English' },
            { value: 'zh', say: '中文' },
          ]}
          value={language}
          onChange={speak}
        />
      </div>
    </section>
  )
}

function PasswordSection({ account }: { readonly account: string }) {
  const { account: say } = useWords()
  return (
    <section>
      <div className="head">
        <h2>{say.password}</h2>
      </div>
      <PasswordForm account={account} currentLabel={say.current} className="stack narrow" />
    </section>
  )
}
