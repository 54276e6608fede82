/** Icons of the navigation rail: 18 px, lines of 1.5. */
const paths = {
  applications: 'M3 3h5v5H3zM10 3h5v5h-5zM3 10h5v5H3zM10 10h5v5h-5z',
  runs: 'M4 3.5v11l10-5.5z',
  activity: 'M2 9.5h3l2-5 4 9 2-4h3',
  clusters: 'M3 3.5h12v4.5H3zM3 10h12v4.5H3zM5.8 5.75h.01M5.8 12.25h.01',
  users: 'M9 8.5a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5zM3.5 15c.4-2.6 2.6-4 5.5-4s5.1 1.4 5.5 4',
  tenants: 'M3 15V5l6-2.5V15M9 7.5l6 1.5v6M2 15h14',
  audit: 'M4 2.5h10v13H4zM6.5 6h5M6.5 9h5M6.5 12h3',
  search: 'M8 13a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM11.7 11.7L15.5 15.5',
  more: 'M4 9h.01M9 9h.01M14 9h.01',
  columns: 'M3 4.5h12M3 9h12M3 13.5h12M6.5 3v3M11.5 7.5v3M6.5 12v3',
  theme: 'M9 3a6 6 0 1 0 0 12zM9 3a6 6 0 0 1 0 12',
} as const

export type IconName = keyof typeof paths

export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="currentColor" aria-hidden="true">
    <path
      d={paths[name]}
      strokeWidth={name === 'more' ? 2.5 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
)

export const Mark = () => (
  <svg width="18" height="18" viewBox="0 0 18 18" fill="none" aria-hidden="true">
    <rect x="1.2" y="1.2" width="6.6" height="6.6" rx="1.6" fill="currentColor" />
    <rect x="10.2" y="1.2" width="6.6" height="6.6" rx="1.6" stroke="currentColor" strokeWidth="1.5" />
    <rect x="1.2" y="10.2" width="6.6" height="6.6" rx="1.6" stroke="currentColor" strokeWidth="1.5" />
    <rect x="10.2" y="10.2" width="6.6" height="6.6" rx="3.3" fill="currentColor" />
  </svg>
)
