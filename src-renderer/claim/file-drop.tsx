/** Electronic originals onto the claim: dropped anywhere on its screen, or picked in a window of the system's. */
import { FileAddOutlined, InboxOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import type { ErrorCode } from '../../src-shared/errors.ts'
import { maxStillBytes } from '../../src-shared/ipc-contract.ts'
import type { ClaimId } from '../../src-shared/voucher.ts'
import { call, DeskError } from '../bridge.ts'
import { errorWords, useLanguage, useText } from '../text/use-text.ts'
import { useAction } from '../ui/use-action.ts'

interface Refused { name: string; error: ErrorCode }

export function FileDrop({ claimId, children }: { claimId: ClaimId; children: ReactNode }) {
  const text = useText()
  const isOver = useDroppedFiles(useTakeIn(claimId))
  return (
    <div className="file-drop">
      {children}
      {isOver && <div className="drop-veil" data-testid="drop-veil"><InboxOutlined /><b>{text.files.drop}</b><span>{text.files.kinds}</span></div>}
    </div>
  )
}

export function PickFilesButton({ claimId }: { claimId: ClaimId }) {
  const text = useText()
  const tell = useRefusals()
  const [pick, isPicking] = useAction(async () => tell((await call('file.pick', { claimId })).refused))
  return <Button block icon={<FileAddOutlined />} loading={isPicking} data-testid="pick-files" onClick={() => void pick()}>{text.files.pick}</Button>
}

/** File after file, so that a large one does not fill the memory with others; one that is refused holds nothing up. */
function useTakeIn(claimId: ClaimId): (files: File[]) => Promise<void> {
  const tell = useRefusals()
  return async (files) => {
    const refused: Refused[] = []
    for (const file of files) {
      try {
        if (file.size > maxStillBytes) throw new DeskError('too-large')
        const bytes = await file.arrayBuffer().then((buffer) => new Uint8Array(buffer), () => Promise.reject(new DeskError('unreadable-file')))
        await call('file.add', { claimId, name: file.name, bytes })
      } catch (error) {
        refused.push({ name: file.name, error: error instanceof DeskError ? error.code : 'internal' })
      }
    }
    tell(refused)
  }
}

/** Each refused file by name, with what is the matter and what to do. */
function useRefusals(): (refused: Refused[]) => void {
  const { notification } = App.useApp()
  const language = useLanguage()
  return (refused) => {
    for (const { name, error } of refused) {
      const { happened, remedy } = errorWords(error, language)
      const tell = error === 'already-in-claim' ? notification.info : notification.warning
      tell({ key: `${name} ${error}`, title: name, description: <>{happened}<br />{remedy}</>, placement: 'bottomRight', duration: 12 })
    }
  }
}

/** Listens on the whole window: a file let go beside the target must not replace the desk's page. */
function useDroppedFiles(takeIn: (files: File[]) => Promise<void>): boolean {
  const [isOver, setOver] = useState(false)
  const drop = useEffectEvent((files: File[]) => void takeIn(files))
  useEffect(() => {
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const over = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false)
    const dropped = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setOver(false)
      drop([...(event.dataTransfer?.files ?? [])])
    }
    const listeners = [['dragover', over], ['dragleave', leave], ['drop', dropped]] as const
    for (const [name, listener] of listeners) window.addEventListener(name, listener)
    return () => {
      for (const [name, listener] of listeners) window.removeEventListener(name, listener)
    }
  }, [])
  return isOver
}
