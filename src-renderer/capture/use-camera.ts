/** Keeps a camera open while a screen needs it: opens the chosen one, opens it again when it comes back or the sample desk changes. */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { ErrorCode } from '../../src-shared/errors.ts'
import { call, useStationEvent } from '../bridge.ts'
import { CameraStream, listCameras } from './camera-stream.ts'

export interface Camera {
  state: 'opening' | 'open' | 'none' | 'busy'
  stream: CameraStream | null
  cameras: MediaDeviceInfo[]
}

export function useCamera(video: RefObject<HTMLVideoElement | null>, label: string, lost: (code: ErrorCode) => void): Camera {
  const [camera, setCamera] = useState<Camera>({ state: 'opening', stream: null, cameras: [] })
  const [attempt, setAttempt] = useState(0)
  const again = useCallback(() => setAttempt((n) => n + 1), [])
  const current = useRef<CameraStream | null>(null)

  useStationEvent('desk-shown', again)
  useEffect(() => {
    let isWanted = true
    void openCamera(video, label).then(({ state, stream, cameras }) => {
      if (!isWanted) return stream?.close()
      current.current = stream
      stream?.track.addEventListener('ended', () => {
        void call('camera.streamLost', { label: stream.label })
        lost('camera-gone')
        again()
      }, { once: true })
      setCamera({ state, stream, cameras })
    })
    return () => {
      isWanted = false
      current.current?.close()
      current.current = null
      setCamera((known) => ({ ...known, state: 'opening', stream: null }))
    }
  }, [video, label, attempt, again, lost])

  const isOpen = camera.state === 'open'
  useEffect(() => {
    if (isOpen) return
    navigator.mediaDevices.addEventListener('devicechange', again)
    // Some drivers come back without saying so.
    const timer = setInterval(() => camera.state !== 'opening' && again(), 3000)
    return () => {
      navigator.mediaDevices.removeEventListener('devicechange', again)
      clearInterval(timer)
    }
  }, [isOpen, camera.state, again])
  return camera
}

async function openCamera(video: RefObject<HTMLVideoElement | null>, label: string): Promise<Camera> {
  try {
    const stream = await CameraStream.open(label)
    if (video.current) {
      video.current.srcObject = stream.stream
      await video.current.play()
    }
    return { state: 'open', stream, cameras: await listCameras() }
  } catch (error) {
    const cameras = await listCameras().catch(() => [])
    return { state: error instanceof DOMException && error.name === 'NotReadableError' ? 'busy' : 'none', stream: null, cameras }
  }
}
