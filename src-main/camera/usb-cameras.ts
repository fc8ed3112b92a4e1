/** Which cameras are on the USB bus: ids, serials, plug and unplug. The stream itself is Chromium's. */
import { usb } from 'usb'
import type { UsbCamera } from '../../src-shared/ipc-contract.ts'
import type { Log } from '../log.ts'

/** USB video class, USB-IF class code 0Eh. */
const videoClass = 0x0e

/** Every USB device with a video interface; empty where the machine has no USB bus at all. */
export async function listUsbCameras(log: Log): Promise<UsbCamera[]> {
  try {
    const devices = await usb.getDevices()
    return devices.filter(isCamera).map((device) => ({
      vendorId: device.vendorId, productId: device.productId,
      serialNumber: device.serialNumber ?? null, manufacturer: device.manufacturerName ?? null, product: device.productName ?? null,
    }))
  } catch (error) {
    log.info({ error: String(error) }, 'no usb bus')
    return []
  }
}

function isCamera(device: { deviceClass: number; configurations: { interfaces: { alternates: { interfaceClass: number }[] }[] }[] }): boolean {
  if (device.deviceClass === videoClass) return true
  return device.configurations.some((configuration) => configuration.interfaces
    .some((face) => face.alternates.some((alternate) => alternate.interfaceClass === videoClass)))
}

/**
 * Calls back with the present list at every plug and unplug.
 * @returns a function that stops listening
 */
export function watchUsbCameras(log: Log, changed: (cameras: UsbCamera[]) => void): () => void {
  const listener = () => void listUsbCameras(log).then(changed)
  // Without a bus the library's listener rejects with nobody to catch it, so the bus is asked first.
  void usb.getDevices().then(() => {
    usb.addEventListener('connect', listener)
    usb.addEventListener('disconnect', listener)
  }, () => {})
  return () => {
    usb.removeEventListener('connect', listener)
    usb.removeEventListener('disconnect', listener)
  }
}
