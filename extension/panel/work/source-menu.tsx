import { useRef } from 'preact/hooks'
import type { Source } from '../../../core/contract/source.ts'
import { usePanel } from '../panel-context.ts'
import { Icon } from '../ui/icon.tsx'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import { safeUrl } from '../words/safe-url.ts'
import { useMayWrite } from '../writing.tsx'
import { addCaptions } from './caption-file.tsx'

interface SourceMenuProps {
  source: Source
  /** It is on this computer, and goes away from here. */
  waits: boolean
  onRead: () => void
  onVersions: () => void
  onTags: () => void
  onRemove: () => void
}

export function SourceMenu({ source, waits, onRead, onVersions, onTags, onRemove }: SourceMenuProps) {
  const panel = usePanel()
  const file = useRef<HTMLInputElement>(null)
  const href = safeUrl(source.url)
  const mayWrite = useMayWrite()
  const items: MenuItem[] = [
    { label: 'Read what was kept', icon: 'read', act: onRead },
    ...(source.versions > 1 ? [{ label: 'What changed', icon: 'brief' as const, act: onVersions }] : []),
    ...(href
      ? [
          {
            label: source.kind === 'video' ? 'Open the video' : 'Open the page',
            icon: 'arrow' as const,
            act: () => void panel.world.visit(href),
          },
        ]
      : []),
    ...(mayWrite && source.kind === 'video'
      ? [{ label: 'Add a caption file…', icon: 'file' as const, act: () => file.current?.click() }]
      : []),
    ...(mayWrite ? [{ label: 'Tags…', icon: 'tag' as const, act: onTags }] : []),
    ...(mayWrite || waits
      ? [{ label: 'Remove', icon: 'trash' as const, danger: true, apart: true, act: onRemove }]
      : []),
  ]
  return (
    <>
      <Menu
        label={`More about ${source.title}`}
        trigger={<Icon name="dots" />}
        triggerClass="icon-button source__menu"
        items={items}
      />
      {source.kind === 'video' && (
        <input
          ref={file}
          type="file"
          hidden
          aria-label={`Another caption file for ${source.title}`}
          onChange={event => {
            const chosen = event.currentTarget.files?.[0]
            if (chosen) void addCaptions(panel, source, chosen)
            event.currentTarget.value = ''
          }}
        />
      )}
    </>
  )
}
