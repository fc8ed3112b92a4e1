/** The session ran out in the middle of the work: pages are kept as before, and nothing is sent until somebody signs in. */
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useText } from '../text/use-text.ts'
import { ErrorNote } from '../ui/error-note.tsx'
import { SignInForm } from './sign-in-screen.tsx'

export function SignInAgain() {
  const text = useText()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <ErrorNote code="session-expired" action={<Button type="primary" data-testid="sign-in-again" onClick={() => setAsking(true)}>{text.signIn.submit}</Button>} />
      <Modal open={isAsking} title={text.signIn.again} footer={null} onCancel={() => setAsking(false)}><SignInForm done={() => setAsking(false)} /></Modal>
    </>
  )
}
