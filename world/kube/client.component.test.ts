/** The client with the real API server: the suite that the fake must pass too. */
import { after } from 'node:test'
import { apiServer } from './test-server/api-server.ts'
import { kubeSuite } from './test-server/suite.ts'

const { admin, compact, stop } = await apiServer()
after(stop)
kubeSuite('real', () => admin, compact)
