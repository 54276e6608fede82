import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isUsable } from './certificates.ts'

/** For DNS:m1 and IP:198.18.0.11, until 2027-11-24. */
const pem = `-----BEGIN CERTIFICATE-----
MIIBhTCCASqgAwIBAgIUI+Gt1ap/6RHpIojVDNR6V/MQHpowCgYIKoZIzj0EAwIw
DTELMAkGA1UEAwwCbTEwHhcNMjYxMTI0MjI1MzA4WhcNMjcxMTI0MjI1MzA4WjAN
MQswCQYDVQQDDAJtMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABOC+NG8Qbme1
DeJk5Vm2XINzWbKLBSTBDsrVZAyZZBgCPCmwYA0uwS4QzDunw43zithZ5wtAdEJ1
EJojccDBM8SjaDBmMB0GA1UdDgQWBBQSBrkP04lJwHU7qyPs75XbBTVK+jAfBgNV
HSMEGDAWgBQSBrkP04lJwHU7qyPs75XbBTVK+jAPBgNVHRMBAf8EBTADAQH/MBMG
A1UdEQQMMAqCAm0xhwTGEgALMAoGCCqGSM49BAMCA0kAMEYCIQCEzlmd/qr08YwE
AsLGcUV5d5KpvX2Hnd3h7ub5duPhdQIhAOrv5O+ZjPw1c1bAEV6i/iKRGlWV0y8V
vm8fKn1MZxgy
-----END CERTIFICATE-----
`
const names = ['IP:198.18.0.11', 'DNS:m1']

test('a certificate for these names that lasts is kept', () => {
  assert.equal(isUsable(pem, names, Date.parse('2027-01-01')), true)
})
test('another address, a name less and the last month ask for another one', () => {
  assert.equal(isUsable(pem, ['DNS:m1', 'IP:198.18.4.11'], Date.parse('2027-01-01')), false)
  assert.equal(isUsable(pem, ['DNS:m1'], Date.parse('2027-01-01')), false)
  assert.equal(isUsable(pem, names, Date.parse('2027-11-01')), false)
})
