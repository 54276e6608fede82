// Sets the chosen theme and language before the first paint. A file, because the page allows no inline script.
;(() => {
  const root = document.documentElement
  const theme = localStorage.getItem('opads.theme')
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
  const language =
    localStorage.getItem('opads.language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en')
  root.lang = language === 'zh' ? 'zh-CN' : 'en'
})()
