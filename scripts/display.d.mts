export function startDisplay(): Promise<{ env: { DISPLAY: string; DBUS_SESSION_BUS_ADDRESS: string }; stop: () => void }>
