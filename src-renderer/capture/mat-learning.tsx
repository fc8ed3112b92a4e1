/** Learning the mat under the camera: it goes on by itself while the person clears the mat and lays a sheet of known size on it. */
import { AimOutlined } from '@ant-design/icons'
import { Alert, App, Button, Dropdown, Spin, Tooltip } from 'antd'
import { type RefObject, useEffect, useEffectEvent, useState } from 'react'
import { call, useMat } from '../bridge.ts'
import { useText } from '../text/use-text.ts'
import { useAction } from '../ui/use-action.ts'
import type { CameraStream } from './camera-stream.ts'
import type { Preview } from './use-preview.ts'

/** A hand that lays a sheet down rests there for a moment. */
const restMs = 700

export interface MatLearningProps { stream: CameraStream; video: RefObject<HTMLVideoElement | null>; preview: Preview | null; end: () => void }

export function MatLearning({ stream, video, preview, end }: MatLearningProps) {
  const text = useText()
  const { message } = App.useApp()
  const [empty, setEmpty] = useState<Uint8Array | null>(null)
  /** What lay there when it was tried last: the same is not tried again. */
  const [triedLooks, setTriedLooks] = useState(-1)
  const step = empty ? 'sheet' : 'empty'
  const [go, isBusy] = useAction(async (looks: number) => {
    setTriedLooks(looks)
    const { bytes } = await stream.takeStill(video.current!)
    if (!empty) return setEmpty(bytes)
    const { sheet } = await call('camera.learnMat', { label: stream.label, empty, sheet: bytes })
    void message.success(text.mat.learnt(text.mat.sheets[sheet]))
    end()
  })
  const looks = preview?.looks ?? 0
  const isReady = preview !== null && !isBusy && looks !== triedLooks && (step === 'empty' ? preview.state === 'empty' : preview.state !== 'moving')
  const begin = useEffectEvent(async () => {
    // Something may have lain there when the mat seemed empty: it begins anew.
    if (!await go(looks)) setEmpty(null)
  })
  useEffect(() => {
    if (!isReady) return
    const timer = setTimeout(() => void begin(), restMs)
    return () => clearTimeout(timer)
  }, [isReady, looks])
  return (
    <Alert type="info" data-testid="mat-learning" data-step={step} title={<>{isBusy && <Spin size="small" />} {text.mat.steps[step]}</>} description={text.mat.why}
      action={<Button size="small" onClick={end}>{text.cancel}</Button>} />
  )
}

/** Says whether the camera's mat is known, and begins to learn it. */
export function MatButton({ label, learn }: { label: string; learn: () => void }) {
  const text = useText()
  const { data: mat } = useMat(label)
  const [forget] = useAction(() => call('camera.forgetMat', { label }))
  if (!mat) return null
  if (!mat.sheet) return <Tooltip title={text.mat.why}><Button type="link" size="small" icon={<AimOutlined />} data-testid="learn-mat" onClick={learn}>{text.mat.learn}</Button></Tooltip>
  const items = [{ key: 'learn', label: text.mat.again, onClick: learn }, { key: 'forget', label: text.mat.forget, onClick: () => void forget() }]
  return <Dropdown menu={{ items }} trigger={['click']}><Button type="text" size="small" icon={<AimOutlined />} data-testid="mat-known">{text.mat.known(text.mat.sheets[mat.sheet])}</Button></Dropdown>
}
