/**
 * Every error a person can meet: a code, who can do something about it, and words that say what happened,
 * that nothing is lost, and what to do next. Details go to the log, never to the screen.
 */

/** operator: a person's remedy is shown. retryable: tried again by itself. permanent: parked. bug: logged. */
export type ErrorKind = 'operator' | 'retryable' | 'permanent' | 'bug'

export interface ErrorWords { readonly zh: string; readonly en: string }

export interface ErrorEntry { readonly kind: ErrorKind; readonly happened: ErrorWords; readonly remedy: ErrorWords }

const entry = (kind: ErrorKind, zh: string, en: string, zhRemedy: string, enRemedy: string): ErrorEntry =>
  ({ kind, happened: { zh, en }, remedy: { zh: zhRemedy, en: enRemedy } })

export const errorTable = {
  'wrong-password': entry('operator', '账号或密码不正确。', 'The account or password is not right.', '请核对后重新输入；连续输错会暂时锁定账号。', 'Check and type it again; repeated failures lock the account for a while.'),
  'account-locked': entry('operator', '账号因连续输错密码已暂时锁定。', 'The account is locked after repeated wrong passwords.', '请十五分钟后再试，或请管理员解锁。', 'Try again in fifteen minutes, or ask the administrator to unlock it.'),
  'session-expired': entry('operator', '登录已过期。', 'The session has expired.', '请重新登录；已拍摄的页面都在本机，登录后自动继续上传。', 'Sign in again; every page is safe on this computer and uploads go on by themselves.'),
  'not-allowed': entry('operator', '当前账号无权查看或办理此项。', 'This account may not see or do this.', '如需办理，请联系管理员调整权限。', 'Ask the administrator if you need access.'),
  'not-found': entry('operator', '没有找到该记录。', 'The record was not found.', '请刷新列表后重试。', 'Refresh the list and try again.'),
  'bad-request': entry('permanent', '提交的内容格式不正确，未被接受。', 'What was sent is not well formed and was not accepted.', '本机资料没有丢失；请重启应用后再试，仍不行请联系管理员。', 'Nothing on this computer is lost; restart the app and try again, then ask the administrator.'),
  'state-conflict': entry('operator', '该报销单的状态已经变化，操作没有执行。', 'The claim has moved on; nothing was done.', '请刷新后按最新状态办理。', 'Refresh and go on from its present state.'),
  'taken-by-other': entry('operator', '该报销单已由其他审核员领取。', 'Another reviewer has taken this claim.', '请选择其他报销单。', 'Please choose another claim.'),
  'alerts-open': entry('operator', '还有一级或二级预警没有办结，不能通过。', 'First or second level alerts are not closed; the claim cannot be approved.', '请先确认或作废这些预警。', 'Confirm or void those alerts first.'),
  'files-missing': entry('retryable', '有页面尚未全部送达财政局。', 'Some pages have not fully reached the bureau.', '系统会自动续传，无需操作。', 'The upload goes on by itself; nothing to do.'),
  'digest-mismatch': entry('retryable', '传输中数据有损，财政局没有接收。', 'The data was damaged on the way and the bureau did not keep it.', '原件完好，系统会自动重传。', 'The original is intact and is sent again by itself.'),
  'offline': entry('retryable', '暂时连不上财政局服务器。', 'The bureau cannot be reached for now.', '页面都已保存在本机，网络恢复后自动上传；也可在设置里检查服务器地址和代理。', 'Every page is safe on this computer and is sent when the network is back; the address and proxy are in Settings.'),
  'server-error': entry('retryable', '财政局服务器暂时出错。', 'The bureau’s server has a problem for now.', '资料没有丢失，系统会自动重试。', 'Nothing is lost; it is tried again by itself.'),
  'captive-portal': entry('retryable', '网络返回的不是财政局的应答，可能需要先在浏览器里登录上网。', 'The network answered in the bureau’s place; a sign-in to the network may be needed.', '请先完成上网认证；页面都在本机，之后自动上传。', 'Sign in to the network first; every page is safe here and is sent afterwards.'),
  'disk-full': entry('operator', '磁盘空间不足，这一张没有保存。', 'The disk is full and this shot was not kept.', '之前的页面都完好。请清理磁盘后重新拍摄这一张。', 'All earlier pages are intact. Free some space and take this one again.'),
  'disk-failed': entry('operator', '写入磁盘失败，这一张没有保存。', 'Writing to the disk failed and this shot was not kept.', '之前的页面都完好。请检查磁盘后重新拍摄。', 'All earlier pages are intact. Check the disk and take it again.'),
  'camera-gone': entry('operator', '高拍仪连接中断，这一张没有拍成。', 'The camera went away and this shot was not taken.', '已保存的页面不受影响。请插好高拍仪后重新拍摄。', 'Kept pages are not affected. Plug the camera in and take it again.'),
  'camera-busy': entry('operator', '打不开高拍仪，可能正被其他程序使用。', 'The camera cannot be opened; another program may be using it.', '请关闭其他扫描或视频程序后重试。', 'Close other scanning or video programs and try again.'),
  'unreadable-image': entry('operator', '这一张不是可用的图片，已单独存放。', 'This one is not a usable picture and was set aside.', '其他页面不受影响；请重新拍摄这一张。', 'Other pages are not affected; please take this one again.'),
  'encrypted': entry('operator', '这个文件加了密码，无法读取，已单独存放。', 'This file is protected by a password; it cannot be read and was set aside.', '其他文件不受影响。请向开票方索取未加密的原件，或从开票平台重新下载后再放入。', 'Other files are not affected. Ask the issuer for the unprotected original, or download it again.'),
  'too-large': entry('operator', '这个文件太大，没有处理。', 'This file is too large and was not processed.', '单个文件不超过 64 MB、200 页。其他文件不受影响；请拆分后再放入，或打印后拍摄。', 'A file may have up to 64 MB and 200 pages. Other files are not affected; split it, or print it and take a picture.'),
  'unsafe': entry('operator', '这个文件含有脚本、外部引用等不安全内容，没有打开，已单独存放。', 'This file carries scripts, external references or the like; it was not opened and was set aside.', '其他文件不受影响。请从开票平台重新下载原件；仍然如此请联系开票方。', 'Other files are not affected. Download the original from the issuing platform again; ask the issuer if it stays so.'),
  'unsupported': entry('operator', '这不是能处理的 PDF、OFD、XML 或图片文件。', 'This is no PDF, OFD, XML or picture that can be processed.', '其他文件不受影响。电子发票请放入 PDF、OFD 或 XML 原件。', 'Other files are not affected. Put in the PDF, OFD or XML original of an e-invoice.'),
  'truncated': entry('operator', '这个文件不完整，可能没有下载完，已单独存放。', 'This file is not complete, perhaps half downloaded; it was set aside.', '其他文件不受影响。请重新下载后再放入。', 'Other files are not affected. Download it again and put it in.'),
  'unreadable-file': entry('operator', '这个文件已损坏，无法读取，已单独存放。', 'This file is damaged and cannot be read; it was set aside.', '其他文件不受影响。请重新下载后再放入，或打印后拍摄。', 'Other files are not affected. Download it again, or print it and take a picture.'),
  'timeout': entry('operator', '这个文件处理超时，已单独存放。', 'Processing this file took too long and it was set aside.', '原件完好，其他文件不受影响。可点“重新处理”；仍然如此请打印后拍摄。', 'The original is intact, other files are not affected. Press “Process again”; if it stays so, print it and take a picture.'),
  'already-in-claim': entry('operator', '这份原件已在本单中。', 'This original is in the claim already.', '没有重复放入，无需处理。', 'It was not added a second time; there is nothing to do.'),
  'nothing-found': entry('operator', '这一张里没有找到票据。', 'No voucher was found in this shot.', '原始照片已保存；请把票据放平、放在台面中间后重新拍摄。', 'The picture is kept; lay the paper flat in the middle of the mat and take it again.'),
  'imaging-failed': entry('operator', '识别程序多次未能处理这一张，已单独存放。', 'Reading failed several times on this one and it was set aside.', '原始照片完好；可点“重新处理”，或重新拍摄。', 'The picture is intact; press “Process again”, or retake it.'),
  'mat-not-learnt': entry('operator', '没有认出空台面和一张完整的 A4 纸或银行卡，尚未校准。', 'An empty mat and one whole A4 sheet or bank card were not recognised; nothing was calibrated.', '拍摄不受影响。请清空台面后重新校准，只放一张 A4 纸或一张银行卡，四边都要在画面里。', 'Taking pictures goes on as before. Clear the mat and calibrate again with a single A4 sheet or bank card, all of it in the picture.'),
  'not-looked-at': entry('retryable', '暂时无法在画面上标出票据。', 'Papers cannot be outlined on the live picture for now.', '拍摄不受影响，系统会自动重试。', 'Taking pictures goes on as before; it is tried again by itself.'),
  'newer-database': entry('operator', '本机资料由更新版本的凭影写成，当前版本不能打开。', 'The data on this computer was written by a newer version.', '资料完好、未作改动；请安装新版本后再打开。', 'Nothing was changed; install the newer version to open it.'),
  'claim-incomplete': entry('operator', '报销单还不完整，不能提交。', 'The claim is not complete and cannot be submitted.', '请补全编号、事由、金额并至少放入一页，待所有页面识别完成。', 'Fill in number, purpose and amount, add at least one page, and wait until every page is read.'),
  'retake-missing': entry('operator', '还有被退回的页面没有重拍或删除。', 'A returned page has not been retaken or removed.', '请逐一重拍或删除被退回的页面后再提交。', 'Retake or remove each returned page, then submit again.'),
  'internal': entry('bug', '程序内部出错，本次操作没有完成。', 'Something went wrong inside the program; this was not done.', '资料没有丢失；请再试一次，仍不行请把日志发给管理员。', 'Nothing is lost; try again, and send the log to the administrator if it persists.'),
} satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof errorTable

export function isErrorCode(text: unknown): text is ErrorCode {
  return typeof text === 'string' && Object.hasOwn(errorTable, text)
}

/** An error with a code from the table. `detail` is for the log alone. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly detail: string

  constructor(code: ErrorCode, detail = '', options?: ErrorOptions) {
    super(detail ? `${code}: ${detail}` : code, options)
    this.name = 'AppError'
    this.code = code
    this.detail = detail
  }

  get kind(): ErrorKind {
    return errorTable[this.code].kind
  }
}
