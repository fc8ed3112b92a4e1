/** The channel names alone, so that the sandboxed preload carries no schema library. The schemas are in ipc-contract.ts. */
export const ipcChannels = [
  'app.status', 'app.quit', 'app.closingShown', 'app.openLog',
  'session.signIn', 'session.signOut',
  'settings.get', 'settings.save', 'settings.testServer',
  'camera.list', 'camera.streamLost', 'camera.look', 'camera.mat', 'camera.learnMat', 'camera.forgetMat',
  'capture.save', 'capture.list', 'capture.processAgain', 'capture.addPaper', 'capture.remove', 'capture.move', 'capture.saveOriginal',
  'file.add', 'file.pick',
  'claim.list', 'claim.get', 'claim.create', 'claim.update', 'claim.remove', 'claim.submit', 'claim.recall', 'claim.checkRules', 'claim.saveCover',
  'page.correctField', 'page.setKind', 'page.setOutline', 'page.reorder', 'page.move', 'page.remove', 'page.restore',
  'alert.explain',
  'search.find',
  'models.list', 'models.countOlder', 'models.readAgain',
  'corrections.count', 'corrections.export',
  'sample.desks', 'sample.showDesk',
] as const
export type IpcChannel = (typeof ipcChannels)[number]

/** What main tells the renderer unasked. */
export const ipcEvents = ['changed', 'cameras-changed', 'closing', 'desk-shown', 'cover-found'] as const
export type IpcEvent = (typeof ipcEvents)[number]
