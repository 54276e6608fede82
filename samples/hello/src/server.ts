import { serve } from '@hono/node-server'
import { Hono } from 'hono'

const greeting = 'Hello from Opads, version 1'
const app = new Hono()
app.get('/', (context) => context.text(`${greeting}\n`))
app.get('/healthz', (context) => context.text('ok'))
const server = serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 8080) })
process.once('SIGTERM', () => server.close(() => process.exit(0)))
