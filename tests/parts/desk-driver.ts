/** Drives the real desk by Playwright, as a person would: by what is on the screen. */
import { once } from 'node:events'
import { _electron, type ElectronApplication, type Locator, type Page } from 'playwright'
import { electronArgs, electronPath, type DeskEnvironment, deskEnvironment } from '../../scripts/launch.ts'
import type { IpcChannel } from '../../src-shared/ipc-channels.ts'
import type { IpcAnswer, IpcInput, IpcOutput } from '../../src-shared/ipc-contract.ts'
import type { ClaimId } from '../../src-shared/voucher.ts'

export interface ClaimWords { number: string; purpose: string; budgetItem: string; payee: string }

export class DeskDriver {
  readonly app: ElectronApplication
  readonly window: Page

  private constructor(app: ElectronApplication, window: Page) {
    this.app = app
    this.window = window
  }

  static async open(environment: DeskEnvironment, extra: Record<string, string> = {}): Promise<DeskDriver> {
    const env = { ...process.env, ...deskEnvironment(environment), ...extra } as Record<string, string>
    const app = await _electron.launch({ executablePath: electronPath, args: electronArgs(), env, timeout: 60_000 })
    const window = await app.firstWindow({ timeout: 60_000 })
    window.setDefaultTimeout(60_000)
    return new DeskDriver(app, window)
  }

  /** The bridge, for what a test has to know and no person would count on the screen. */
  async call<C extends IpcChannel>(channel: C, input?: IpcInput<C>): Promise<IpcOutput<C>> {
    const answer = await this.ask(channel, input)
    if (!answer.ok) throw new Error(`${channel}: ${answer.error.code}`)
    return answer.value
  }

  async ask<C extends IpcChannel>(channel: C, input?: unknown): Promise<IpcAnswer<IpcOutput<C>>> {
    return this.window.evaluate(({ name, value }) => (window as unknown as { pingying: { call: Record<string, (input: unknown) => Promise<unknown>> } }).pingying.call[name]!(value), { name: channel as string, value: input }) as Promise<IpcAnswer<IpcOutput<C>>>
  }

  byTest(id: string): Locator {
    return this.window.getByTestId(id)
  }

  async waitOnline(): Promise<void> {
    await this.window.locator('[data-testid=link][data-state=online]').waitFor()
  }

  /** Makes a claim on the list's screen and answers its id. */
  async newClaim(): Promise<ClaimId> {
    const before = new Set((await this.call('claim.list')).map(({ id }) => id))
    await this.window.getByRole('button', { name: /新建报销单|New claim/ }).click()
    await this.byTest('preview').waitFor()
    return (await this.call('claim.list')).find(({ id }) => !before.has(id))!.id
  }

  async fillForm(words: ClaimWords): Promise<void> {
    const labels: [label: RegExp, value: string][] = [[/报销单编号|Claim number/, words.number], [/^(事由|Purpose)/, words.purpose], [/预算项目|Budget item/, words.budgetItem], [/收款人|Payee/, words.payee]]
    for (const [label, value] of labels) await this.window.getByLabel(label).fill(value)
    await this.window.getByLabel(/收款人|Payee/).blur()
  }

  /** Lays a sample desk under the camera and waits for its picture. */
  async showDesk(name: string): Promise<void> {
    await this.cameraOpen()
    if ((await this.byTest('sample-desk').getAttribute('data-shown')) === name) return
    await this.call('sample.showDesk', { name })
    await this.window.locator(`[data-testid=sample-desk][data-shown="${name}"]`).waitFor()
    await this.cameraOpen()
  }

  async cameraOpen(): Promise<void> {
    await this.window.locator('[data-testid=preview][data-state=open]').waitFor()
  }

  /** Presses space and waits until the shot is safe. */
  async shoot(claimId: ClaimId): Promise<void> {
    const before = (await this.call('capture.list', { claimId })).length
    await this.byTest('shutter').waitFor()
    await this.window.locator('[data-testid=shutter]:not([disabled])').waitFor()
    await this.window.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await this.window.keyboard.press('Space')
    await this.until(async () => (await this.call('capture.list', { claimId })).length > before, 30_000, 'the shot was not kept')
  }

  /** Lets files go over the claim's screen. */
  async drop(files: readonly { name: string; bytes: Buffer }[]): Promise<void> {
    await this.window.evaluate((dropped) => {
      const dataTransfer = new DataTransfer()
      for (const { name, base64 } of dropped) dataTransfer.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name))
      for (const type of ['dragover', 'drop']) window.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
    }, files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') })))
  }

  /** Answers the system's next windows in the person's place. */
  async answerDialogs(answer: { open?: string[]; save?: string }): Promise<void> {
    await this.app.evaluate(({ dialog }, { open = [], save = '' }) => {
      dialog.showOpenDialog = async () => ({ canceled: open.length === 0, filePaths: open })
      dialog.showSaveDialog = async () => ({ canceled: save === '', filePath: save })
    }, answer)
  }

  async pagesReady(claimId: ClaimId, count: number): Promise<void> {
    await this.until(async () => {
      const claim = await this.call('claim.get', { claimId })
      return claim.capturesWaiting === 0 && claim.pages.length === count
    }, 180_000, `${count} pages were not read`)
  }

  async openClaim(number: string): Promise<void> {
    await this.window.locator('.ant-table-row', { hasText: number }).click()
    await this.byTest('page-strip').waitFor()
  }

  /** Goes back to the list while pages are read: the camera rests, and reading has the processor to itself. */
  async leaveUntilReady(claimId: ClaimId, number: string, count: number): Promise<void> {
    await this.byTest('back').click()
    await this.pagesReady(claimId, count)
    await this.openClaim(number)
  }

  async submit(explanation?: string): Promise<void> {
    await this.byTest('submit').click()
    const confirm = this.byTest('confirm-submit')
    await this.window.locator('.ant-modal .ant-alert').waitFor()
    if (explanation) for (const box of await this.byTest('rule-hit').getByRole('textbox').all()) await box.fill(explanation)
    await confirm.click()
    await this.window.locator('.ant-modal').waitFor({ state: 'hidden' })
  }

  async waitState(state: string, timeoutMs = 60_000): Promise<void> {
    await this.window.locator(`[data-testid=claim-state][data-state=${state}]`).first().waitFor({ timeout: timeoutMs })
  }

  /** Polls what the station says until it holds. @throws Error with `complaint` */
  async until(holds: () => Promise<boolean>, timeoutMs: number, complaint: string): Promise<void> {
    const deadline = Date.now() + timeoutMs
    while (!(await holds())) {
      if (Date.now() > deadline) throw new Error(complaint)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  /** Closes whatever waits; a window that does not close within five seconds is killed. */
  async close(): Promise<void> {
    const child = this.app.process()
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    const timer = setTimeout(() => child.kill('SIGKILL'), 5_000)
    await this.ask('app.quit', { force: true }).catch(() => {})
    await ended
    clearTimeout(timer)
  }
}
