/** The desk's words in English. */
import { names } from '../../src-shared/names.ts'
import type { Text } from './zh.ts'

export const en: Text = {
  product: 'Pingying', productLine: 'Voucher desk for public finance',
  nav: { claims: 'Claims', alerts: 'Alerts', settings: 'Settings' },
  signIn: { title: 'Sign in', account: 'Account', password: 'Password', submit: 'Sign in', server: 'Server', change: 'Change the server’s address', hint: 'Every page is kept on this computer first; nothing is lost without a network.', again: 'The session has expired, please sign in again', out: 'Sign out' },
  link: { 'signed-out': 'Signed out', connecting: 'Connecting', online: 'Connected to the bureau', offline: 'Offline, kept on this computer' },
  sampleMode: 'Sample mode: unit, vouchers and accounts are invented',
  uploads: (files) => `${files} ${files === 1 ? 'file' : 'files'} to send`,
  parked: (files) => `${files} ${files === 1 ? 'file needs' : 'files need'} attention`,
  imaging: (captures) => `reading ${captures}`,
  claims: { title: 'Claims', create: 'New claim', empty: 'No claims yet. Make one and put paper under the camera.', number: 'Number', purpose: 'Purpose', amount: 'Amount', pages: 'Pages', state: 'State', changed: 'Changed', untitled: 'No number yet', alerts: (n) => `${n} ${n === 1 ? 'alert' : 'alerts'}`, remove: 'Delete', removeAsk: 'Delete this empty claim?', search: 'Find by number, purpose or payee' },
  form: { number: 'Claim number', purpose: 'Purpose', budgetItem: 'Budget item', payee: 'Payee', amount: 'Amount (yuan)', budgetYear: 'Year', fillAmount: 'Use the vouchers’ total', amountFault: 'An amount such as 1188.00' },
  states: { draft: 'Draft', submitted: 'On its way', kept: 'Kept by the bureau', 'in-review': 'In review', returned: 'Returned', approved: 'Approved' },
  uploading: (percent) => `Uploading ${percent}%`,
  takenBy: (name) => `Reviewer: ${name}`,
  camera: { shoot: 'Take picture (space)', opening: 'Opening the camera…', none: 'No camera found. Plug its USB cable in; it opens by itself.', saving: 'Saving…', choose: 'Camera', size: (w, h) => `${w} × ${h} · ${(w * h / 1e6).toFixed(1)} megapixels`, usb: 'USB', sampleDesk: 'Sample desk', retaking: (n) => `Retaking page ${n}`, stopRetaking: 'Stop retaking', safe: 'Safe', gone: 'The camera went away', next: 'Next desk' },
  captures: { kept: 'Waiting to be read', imaging: 'Reading…', parked: 'Set aside', again: 'Process again', remove: 'Remove' },
  pages: { title: 'Pages', empty: 'Press space for the first page', page: (n) => `Page ${n}`, remove: 'Delete', removed: 'Page deleted', undo: 'Undo', up: 'Move up', down: 'Move down', moveTo: 'Move to another claim', retake: 'Retake', returned: 'Returned', approved: 'Approved', unsure: (n) => `${n} to check`, sure: 'Checked', retaken: 'Retake', kept: 'Kept', sending: 'Sending', waiting: 'Waiting', parkedUpload: 'Needs attention' },
  page: { kind: 'Kind', fields: 'Fields', checks: 'Checks', quality: 'Picture', good: 'Sharp', retake: 'Better retaken', blank: 'Blank', correct: 'Change to', whole: 'Whole page', enlarge: 'Choose a field to see its place', returnedFor: (reason) => `Reason for return: ${reason}`, fault: (what, reasons) => `${what}: ${reasons.join(', ')}`, from: { ocr: 'read', qr: 'QR', xml: 'XML', ofd: 'OFD', pdf: 'PDF', person: 'person' }, check: 'please check' },
  reasons: { blur: 'blurred', glare: 'glare', cut: 'cut off', finger: 'finger', 'low-dpi': 'low resolution', dark: 'dark', blank: 'blank', duplicate: 'duplicate' },
  submit: { submit: 'Submit to the bureau', recall: 'Recall', recallAsk: 'Recall the claim to change it?', title: 'Before submitting', none: 'No alerts found; ready to submit.', some: 'These alerts were found. Correct them first, or explain and submit.', explain: 'Explanation (sent with the claim)', confirm: 'Submit', cancel: 'Go back', done: 'Submitted, on its way to the bureau', recalled: 'Recalled as a draft' },
  alerts: { title: 'Alerts', level: { 1: 'Level 1', 2: 'Level 2', 3: 'Level 3' }, levelMeaning: { 1: 'payment blocked; supervision and audit see it', 2: 'the bureau’s office steps in; payment waits', 3: 'the unit corrects or explains' }, states: { open: 'To explain', explained: 'Explained', confirmed: 'Confirmed', voided: 'Voided' }, actions: { raised: 'raised', explained: 'explained', confirmed: 'confirmed', voided: 'voided' }, empty: 'No alerts at present.', explain: 'Explain', send: 'Send explanation', evidence: 'Evidence', log: 'Trace', openClaim: 'Open the claim', foundHere: 'Found at this desk' },
  history: { title: 'Trace', actions: { created: 'created', submitted: 'submitted', kept: 'kept by the bureau', draft: 'recalled', 'in-review': 'review began', returned: 'returned', approved: 'approved', reordered: 'reordered', open: 'alert raised', explained: 'alert explained', confirmed: 'alert confirmed', voided: 'alert voided' } },
  settings: { title: 'Settings', server: 'The bureau’s server', proxy: 'Proxy (empty: the system’s)', language: 'Language', engine: 'Reading engine', engines: { auto: 'Automatic', paddle: 'PP-OCR', tesseract: 'Tesseract' }, test: 'Test connection', testOk: 'Connected: this is a Pingying bureau', save: 'Save', saved: 'Settings saved', cameras: 'USB cameras', noCameras: 'No USB camera found', log: 'Show the log', version: 'Version', badUrl: 'An http or https address', badProxy: 'Such as 10.0.0.1:8080' },
  closing: { title: 'Pages are still being sent', body: (files) => `${files} files have not reached the bureau yet. Closing loses nothing: they go on at the next start.`, close: 'Close', stay: 'Keep sending' },
  ...names.en,
  rules: { qr: 'QR code', upper: 'Amount in words', arithmetic: 'Net plus tax', 'tax-id': 'Tax id digit', date: 'Date', 'number-format': 'Number format', buyer: 'Buyer' },
  more: 'More', back: 'Back', ok: 'OK', cancel: 'Cancel',
}
