import { useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { later } from '../ui/later.tsx'

const ReceiptSheet = later(() => import('./receipt-sheet.tsx').then(part => part.ReceiptSheet))

/** The way to the receipt of the project's time. */
export function ReceiptDoor() {
  const [open, setOpen] = useState(false)
  return (
    <div>
      <Button small tone="quiet" onClick={() => setOpen(true)}>
        Time so far
      </Button>
      {open && <ReceiptSheet onClosed={() => setOpen(false)} />}
    </div>
  )
}
