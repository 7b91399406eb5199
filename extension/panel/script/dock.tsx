import { useState } from 'preact/hooks'
import { Icon } from '../ui/icon.tsx'
import { useMayWrite } from '../writing.tsx'
import { BackingToRead } from './backing.tsx'
import { useDesk } from './desk.ts'
import { Inspector } from './inspector.tsx'
import { RewriteOffered } from './rewrite-offered.tsx'

/**
 * What is to be known of the sentence that the cursor is in, and other words that were asked for. It has its place
 * whether something is chosen or not, so that nothing jumps under the cursor.
 */
export function Dock({ blocked }: { blocked: string | null }) {
  const desk = useDesk()
  const { asked } = desk
  const mayWrite = useMayWrite()
  const [tall, setTall] = useState(false)
  return (
    <aside
      ref={desk.dock}
      class="dock"
      data-tall={tall ? '' : undefined}
      aria-label={mayWrite && asked.value ? 'Other words' : 'This sentence'}
      onKeyDown={event => {
        const inMenu = desk.dock.current?.querySelector(':popover-open')
        const [first] = desk.chosen.peek()?.ids ?? []
        // Back into the words, where one came from.
        if (event.key === 'Escape' && !event.defaultPrevented && !inMenu && first) desk.focus(first)
      }}
    >
      <button
        type="button"
        class="dock__size"
        aria-expanded={tall ? 'true' : 'false'}
        aria-label={tall ? 'Less room here' : 'More room here'}
        title={tall ? 'Less room here' : 'More room here'}
        onClick={() => setTall(!tall)}
      >
        <Icon name="chevron" />
      </button>
      {!mayWrite ? (
        <BackingToRead />
      ) : asked.value ? (
        <RewriteOffered asked={asked.value} />
      ) : (
        <Inspector blocked={blocked} />
      )}
    </aside>
  )
}
