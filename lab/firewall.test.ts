import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forwardPolicy, forwardPolicyOfNft, removeRules } from './firewall.ts'

const saved = `*nat
:PREROUTING ACCEPT [0:0]
:DOCKER - [0:0]
-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
-A POSTROUTING -s 198.18.0.0/24 ! -o opads0-mgmt -j MASQUERADE
-A POSTROUTING -o eth0 -j MASQUERADE
COMMIT
*filter
:INPUT ACCEPT [0:0]
:FORWARD DROP [0:0]
:DOCKER-USER - [0:0]
-A INPUT -p tcp --dport 22 -j ACCEPT
-A FORWARD -j DOCKER-USER
COMMIT
`

test('rules and chains of the engine go, foreign ones stay', () => {
  assert.deepEqual(
    removeRules(saved, false, []).map((argv) => argv.join(' ')),
    [
      'iptables -t nat -D PREROUTING -m addrtype --dst-type LOCAL -j DOCKER',
      'iptables -t nat -D POSTROUTING -s 198.18.0.0/24 ! -o opads0-mgmt -j MASQUERADE',
      'iptables -t filter -D FORWARD -j DOCKER-USER',
      'iptables -t nat -X DOCKER',
      'iptables -t filter -X DOCKER-USER',
    ],
  )
})
test('the policy of FORWARD is read from the filter table', () => {
  assert.equal(forwardPolicy(saved), 'DROP')
  assert.equal(forwardPolicy(''), 'ACCEPT')
})
test('without iptables it is read from what nft says', () => {
  const chain = (policy: string) => `table ip filter {
	chain FORWARD {
		type filter hook forward priority filter; policy ${policy};
		iifname "wg0" accept
	}
}`
  assert.equal(forwardPolicyOfNft(chain('drop')), 'DROP')
  assert.equal(forwardPolicyOfNft(chain('accept')), 'ACCEPT')
  assert.equal(forwardPolicyOfNft(''), 'ACCEPT')
})
