import { useEffect, useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { IconButton } from '../ui/button.tsx'
import { later } from '../ui/later.tsx'
import { openDialogs } from '../ui/open-dialogs.ts'

const Place = later(() => import('./search-place.tsx').then(part => part.SearchPlace))

const keys = /Mac/.test(navigator.platform) ? '⌘K' : 'Ctrl+K'

/** The way to the search, from everywhere in the work: a button and two keys. Its page is loaded when it is first wanted. */
export function SearchDoor() {
  const { projectId } = usePanel().world.work.value
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if (!isSearchKey(event) || openDialogs.peek().length > 0) return
      event.preventDefault()
      setOpen(true)
    }
    addEventListener('keydown', heard)
    return () => removeEventListener('keydown', heard)
  }, [])
  return (
    <>
      <IconButton icon="search" label={`Search (${keys})`} onClick={() => setOpen(true)} />
      {open && <Place key={projectId} onClosed={() => setOpen(false)} />}
    </>
  )
}

function isSearchKey(event: KeyboardEvent): boolean {
  if (event.altKey || event.shiftKey || event.isComposing) return false
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === 'k'
  const typing = (event.target as Element | null)?.closest?.('input, textarea, select, [contenteditable]')
  return event.key === '/' && !typing
}
