/** Bundles the console. No inline script or style: the page is served under a strict Content-Security-Policy. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `npm run dev` finds the API: the origin of a running cloud, or the fake. */
const target = process.env.OPADS_SERVER ?? 'http://127.0.0.1:4880'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    target: 'es2024',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // Pages come when somebody goes there; what they are made of is one file, not a request for each part.
        codeSplitting: { groups: [{ name: 'console', test: (id) => !/\/nouns\/[\w/-]+\.tsx/.test(id) }] },
      },
    },
  },
  server: { proxy: { '/api': { target, changeOrigin: true, secure: false } } },
})
