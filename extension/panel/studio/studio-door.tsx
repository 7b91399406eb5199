import { useState } from 'preact/hooks'
import { studioVideoOf } from '../../studio/address.ts'
import { Button } from '../ui/button.tsx'
import { later } from '../ui/later.tsx'
import type { ThisPage } from '../world.ts'
import type { StudioAt } from './studio-world.ts'

const StudioSheet = later(() => import('./studio-sheet.tsx').then(part => part.StudioSheet))

/** The one thing to do on a page of YouTube Studio: its video's details from this project. */
export function StudioDoor({ page }: { page: Extract<ThisPage, { state: 'known' }> }) {
  const [open, setOpen] = useState<{ at: StudioAt | null } | null>(null)
  const videoId = studioVideoOf(page.url)
  return (
    <>
      <Button
        tone={videoId ? 'primary' : 'plain'}
        icon="pen"
        onClick={() => setOpen({ at: videoId ? { tabId: page.tabId, videoId } : null })}
      >
        {videoId ? 'Fill in details…' : 'Details to paste…'}
      </Button>
      {open && <StudioSheet at={open.at} onClosed={() => setOpen(null)} />}
    </>
  )
}
