import type { Source } from '../../../core/contract/source.ts'
import { usePanel } from '../panel-context.ts'
import { Icon } from '../ui/icon.tsx'
import { ago } from '../words/dates.ts'
import { now } from '../words/now.ts'
import { safeUrl } from '../words/safe-url.ts'
import { useMayWrite } from '../writing.tsx'
import { checkWords } from './check-words.ts'

/** On a source's card: what became of it since, and the way to clip it as it is now. Nothing where it is the same. */
export function CheckLine({ source }: { source: Source }) {
  const { world } = usePanel()
  const mayWrite = useMayWrite()
  const check = world.checks.of(source)
  const words = check && checkWords(check)
  if (!words) return null
  const href = safeUrl(source.url)
  return (
    <p class={`check-line check-line--${words.tone}`}>
      <Icon name="warn" />
      <span>
        <b>{words.head}</b> – <bdi>{check.detail}</bdi>{' '}
        <span class="check-line__when">Looked at {ago(check.at, now.value)}.</span>{' '}
        {words.tone !== 'gone' && href && (
          <button type="button" class="check-line__go" onClick={() => void world.visit(href)}>
            {words.tone === 'changed' && mayWrite ? 'Open it to clip it again' : 'Open it'}
          </button>
        )}
      </span>
    </p>
  )
}
