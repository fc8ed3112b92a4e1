/** Live preview and shutter. The sound comes only when the page is on disk, synced and in the database. */
import { CameraFilled, StepForwardOutlined } from '@ant-design/icons'
import { Button, Select, Space, Spin, Tag, Typography } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Page } from '../../src-shared/ipc-contract.ts'
import type { ClaimId } from '../../src-shared/voucher.ts'
import { call, DeskError, useMat, useSampleDesks, useStatus } from '../bridge.ts'
import { useText } from '../text/use-text.ts'
import { ErrorNote } from '../ui/error-note.tsx'
import { useAction, useErrorNotice } from '../ui/use-action.ts'
import { CameraGone } from './camera-stream.ts'
import { MatButton, MatLearning } from './mat-learning.tsx'
import { PreviewOutlines } from './preview-outlines.tsx'
import { playShutter } from './shutter-sound.ts'
import { useCamera } from './use-camera.ts'
import { usePreview } from './use-preview.ts'

export function CameraPanel({ claimId, retaking, stopRetaking }: { claimId: ClaimId; retaking: Page | null; stopRetaking: () => void }) {
  const text = useText()
  const notice = useErrorNotice()
  const { data: status } = useStatus()
  const video = useRef<HTMLVideoElement>(null)
  const camera = useCamera(video, status?.settings.camera ?? '', notice)
  const { data: mat } = useMat(camera.stream?.label ?? '')
  const preview = usePreview(camera.stream, mat)
  const [isLearning, setLearning] = useState(false)
  const [phase, setPhase] = useState<'ready' | 'saving' | 'safe'>('ready')

  const shoot = useCallback(async () => {
    if (!camera.stream || !video.current || phase === 'saving' || isLearning) return
    setPhase('saving')
    try {
      const still = await camera.stream.takeStill(video.current)
      await call('capture.save', { ...still, cameraLabel: camera.stream.label, claimId, retakeOf: retaking?.id ?? null })
      playShutter()
      setPhase('safe')
      stopRetaking()
      setTimeout(() => setPhase((now) => (now === 'safe' ? 'ready' : now)), 900)
    } catch (error) {
      setPhase('ready')
      notice(error instanceof DeskError ? error.code : error instanceof CameraGone ? 'camera-gone' : 'internal')
    }
  }, [camera.stream, phase, isLearning, claimId, retaking, stopRetaking, notice])
  useSpaceKey(shoot)

  const size = camera.stream?.size
  return (
    <div className="camera-panel">
      <div className={`preview ${phase}`} data-testid="preview" data-state={camera.state}>
        <video ref={video} muted playsInline />
        {preview && <PreviewOutlines preview={preview} />}
        {camera.state === 'opening' && <div className="veil"><Spin /> {text.camera.opening}</div>}
        {camera.state === 'none' && <div className="veil">{text.camera.none}</div>}
        {camera.state === 'busy' && <div className="veil"><ErrorNote code="camera-busy" /></div>}
        {retaking && <Tag color="volcano" className="retaking" closable onClose={stopRetaking}>{text.camera.retaking(retaking.position)}</Tag>}
        {phase === 'safe' && <Tag color="success" className="safe">{text.camera.safe}</Tag>}
      </div>
      <Button type="primary" size="large" block icon={<CameraFilled />} data-testid="shutter" loading={phase === 'saving'} disabled={camera.state !== 'open' || isLearning} onClick={() => void shoot()}>
        {phase === 'saving' ? text.camera.saving : text.camera.shoot}
      </Button>
      {isLearning && camera.stream && <MatLearning stream={camera.stream} video={video} preview={preview} end={() => setLearning(false)} />}
      <Space className="camera-foot" size={8}>
        {size && camera.state === 'open' && <Typography.Text type="secondary" className="figure">{text.camera.size(size.widthPx, size.heightPx)}</Typography.Text>}
        {camera.stream && !isLearning && <MatButton label={camera.stream.label} learn={() => setLearning(true)} />}
        {camera.cameras.length > 1 && <CameraChoice cameras={camera.cameras} chosen={camera.stream?.label ?? ''} />}
      </Space>
      {status?.isSample && <SampleDeskChoice />}
    </div>
  )
}

/** The space bar shoots, as on the trade's scanners; not while the person types. */
function useSpaceKey(shoot: () => Promise<void>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.code !== 'Space' || event.repeat || target.closest('input, textarea, [contenteditable], .ant-modal, .ant-select')) return
      event.preventDefault()
      void shoot()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [shoot])
}

function CameraChoice({ cameras, chosen }: { cameras: MediaDeviceInfo[]; chosen: string }) {
  const { data: status } = useStatus()
  const [choose] = useAction((camera: string) => call('settings.save', { ...status!.settings, camera }))
  return <Select size="small" value={chosen} options={cameras.map((camera) => ({ value: camera.label, label: camera.label }))} onChange={(label) => void choose(label)} className="camera-choice" />
}

/** Lays another sample desk under the camera. */
function SampleDeskChoice() {
  const text = useText()
  const { data } = useSampleDesks()
  const { data: status } = useStatus()
  const [show, isShowing] = useAction((name: string) => call('sample.showDesk', { name }))
  if (!data) return null
  const index = data.desks.findIndex((desk) => desk.name === data.shown)
  const language = status?.settings.language ?? 'zh'
  return (
    <Space.Compact block data-testid="sample-desk" data-shown={data.shown}>
      <Select className="desk-choice" value={data.shown} loading={isShowing} onChange={(name) => void show(name)}
        options={data.desks.map((desk, i) => ({ value: desk.name, label: `${text.camera.sampleDesk} ${i + 1} · ${desk.title[language]}` }))} />
      <Button icon={<StepForwardOutlined />} loading={isShowing} data-testid="next-desk" onClick={() => void show(data.desks[(index + 1) % data.desks.length]!.name)}>{text.camera.next}</Button>
    </Space.Compact>
  )
}
