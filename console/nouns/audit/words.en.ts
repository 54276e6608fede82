/** What the audit log says, to administrators. */
export const en = {
  audit: {
    title: 'Audit',
    empty: 'Nothing is recorded yet. Sign-ins and changes appear here.',
    noMatch: 'No record fits these filters.',
    clear: 'Clear filters',
    account: 'Account',
    act: 'Act',
    tenant: 'Tenant',
    application: 'Application',
    subject: 'On',
    outcome: 'Outcome',
    outcomes: { done: 'done', refused: 'refused', failed: 'failed' },
    any: 'any',
    address: 'Address',
    facts: 'Details',
    at: 'Time',
    from: 'From',
    until: 'To',
    unknown: 'unknown',
  },
}
