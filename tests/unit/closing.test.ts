/** Closing the desk: a person is asked while files wait, and nothing keeps it open for good. */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'node:test'
import pino from 'pino'
import { Closing } from '../../src-main/closing.ts'

/** What the window did, in order; one that answers says that the question is shown. */
function closingWith(waitingFiles: () => Promise<number>, { answers }: { answers: boolean }) {
  const did: string[] = []
  const closing: Closing = new Closing({
    waitingFiles, log: pino({ level: 'silent' }), answerTimeoutMs: 30,
    ask: (files) => {
      did.push(`asked ${files}`)
      if (answers) closing.shown()
    },
    close: () => did.push('closed'),
    closeAnyway: () => did.push('closed anyway'),
  })
  return { closing, did }
}

test('with nothing to send it closes at once', async () => {
  const { closing, did } = closingWith(async () => 0, { answers: true })
  assert.equal(closing.request(), false)
  await sleep(60)
  assert.deepEqual(did, ['closed'])
  assert.equal(closing.request(), true)
})

test('with files to send it asks, and stays open until the person decides', async () => {
  const { closing, did } = closingWith(async () => 3, { answers: true })
  assert.equal(closing.request(), false)
  await sleep(60)
  assert.deepEqual(did, ['asked 3'])
  closing.decide()
  assert.deepEqual([did, closing.request()], [['asked 3', 'closed'], true])
})

test('a window that does not answer, at first or any later time, and a store that does not, are closed all the same', async () => {
  const mute = closingWith(async () => 3, { answers: false })
  mute.closing.request()
  await sleep(60)
  assert.deepEqual(mute.did, ['asked 3', 'closed anyway'])
  const storeless = closingWith(() => Promise.reject(new Error('gone')), { answers: true })
  storeless.closing.request()
  await sleep(60)
  assert.deepEqual(storeless.did, ['closed anyway'])
})
