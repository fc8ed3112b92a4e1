/** The reviewer's words in English. */
import { names } from '../../src-shared/names.ts'
import type { Text } from './zh.ts'

export const en: Text = {
  product: 'Pingying', place: 'Bureau review', adminPlace: 'Administration',
  signIn: { title: 'Reviewer’s sign-in', account: 'Account', password: 'Password', submit: 'Sign in', out: 'Sign out', notForDesk: 'Accountants of units use the Pingying desk.' },
  queue: { title: 'Queue', waiting: 'Waiting', mine: 'In review', done: 'Done', number: 'Number', unit: 'Unit', purpose: 'Purpose', amount: 'Amount (yuan)', pages: 'Pages', submitted: 'Arrived', alerts: 'Alerts', state: 'State', empty: 'No claims at present.', round: (n) => `submission ${n}` },
  states: { draft: 'Recalled', submitted: 'On its way', kept: 'Waiting', 'in-review': 'In review', approved: 'Approved', returned: 'Returned' },
  claim: { back: 'Back to the queue', take: 'Take for review', takenBy: (name) => `${name} is reviewing`, release: 'Put back', approve: 'Approve', approveAsk: 'Approve all pages?', returnPages: (n) => `Return ${n} ${n === 1 ? 'page' : 'pages'}`, returnNone: 'Tick the pages to return', approved: 'Approved', returned: 'Returned', form: 'Claim', budgetItem: 'Budget item', payee: 'Payee', budgetYear: 'Budget year', page: (n) => `Page ${n}`, choose: 'Return this page', reason: 'Reason (the unit sees it)', commonReasons: ['Blurred, please retake', 'Incomplete, please retake', 'Does not fit the purpose', 'An attachment is missing'], fields: 'Fields', checks: 'Checks', original: 'Original picture', straight: 'Straightened page', sure: 'sure', unsure: 'check', person: 'by a person', history: 'Trace', sum: 'Vouchers’ total', retake: 'Retake', electronic: 'E-original', download: 'Download the original', copy: 'Print of an e-original, counts once', otherFormat: 'The same invoice in another format, counts once' },
  historyActions: { submitted: 'submitted', taken: 'taken', released: 'put back', approved: 'approved', returned: 'returned', recalled: 'recalled' },
  alerts: { title: 'Alerts', none: 'No alerts', level: { 1: 'Level 1', 2: 'Level 2', 3: 'Level 3' }, meaning: { 1: 'payment blocked', 2: 'payment waits', 3: 'correct or explain' }, states: { open: 'To explain', explained: 'Explained', confirmed: 'Confirmed', voided: 'Voided' }, actions: { raised: 'raised', explained: 'explained', confirmed: 'confirmed', voided: 'voided' }, confirm: 'Confirm', void: 'Void', reason: 'Your finding (needed, kept in the log)', evidence: 'Evidence' },
  admin: { units: 'Units', accounts: 'Accounts', newUnit: 'New unit', newAccount: 'New account', unitName: 'Name', taxId: 'Credit code', account: 'Account', name: 'Name', role: 'Role', unit: 'Unit', password: 'First password (10 or more)', newPassword: 'New password', roles: { accountant: 'Accountant', reviewer: 'Reviewer', admin: 'Administrator' }, locked: 'Locked', disabled: 'Disabled', active: 'Active', unlock: 'Unlock', disable: 'Disable', enable: 'Enable', state: 'State', create: 'Create', badTaxId: 'The check digit is wrong', short: '10 characters or more', accountRule: '3 to 64 letters, digits or . _ -' },
  ...names.en,
  ok: 'OK', cancel: 'Cancel', other: '中文',
}
