import { useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { count, integer } from '../words/numbers.ts'
import { useMayWrite } from '../writing.tsx'
import { setWords } from './tab-words.ts'
import type { TabPlan, TabSet } from './tabs-world.ts'

/** Many tabs instead of the one in front. Quiet: the page's own button stays the one thing to do. */
export function TabsMenu() {
  const { tabs } = usePanel().world
  const mayWrite = useMayWrite()
  const [asking, setAsking] = useState<TabPlan | null>(null)
  const choices = tabs.choices.value
  const state = tabs.batch.value?.state
  if (!mayWrite || choices.length === 0 || state === 'running' || state === 'stopping') return null

  const choose = async (which: TabSet) => {
    const plan = await tabs.plan(which)
    if (plan.origins.length > 0) setAsking(plan)
    else void tabs.clip(plan, false)
  }
  return (
    <span class="tabs-menu">
      <Menu
        label="Clip tabs"
        triggerClass="button button--quiet button--small"
        trigger={
          <>
            <span class="button__words">Clip tabs</span>
            <Icon name="chevron" />
          </>
        }
        items={choices.map(({ which, count }) => ({
          label: setWords[which],
          note: integer(count),
          act: () => void choose(which),
        }))}
      />
      {asking && <AskFirst plan={asking} onClosed={() => setAsking(null)} />}
    </span>
  )
}

/** Says what the browser will ask, and why, before it does. */
function AskFirst({ plan, onClosed }: { plan: TabPlan; onClosed: () => void }) {
  const { tabs } = usePanel().world
  const all = plan.tabIds.length
  const unseen = all - plan.open
  return (
    <Dialog title={`Clip ${count(all, 'tab')}`} onClosed={onClosed}>
      {close => {
        const begin = (ask: boolean) => {
          // Within the click, before anything else: the browser's question needs it.
          void tabs.clip(plan, ask)
          close()
        }
        return (
          <div class="ask-tabs">
            <p>
              {plan.open > 0
                ? `Ownwords may read ${plan.open} of them. What the other ${integer(unseen)} show, the browser does not tell it`
                : 'Ownwords may not read any of them yet, and the browser does not tell it what they show'}
              , so the browser will ask once, about <b>all sites</b>.
            </p>
            <p>
              With your yes Ownwords reads the pages of these tabs, now, and no others. When they are clipped
              you can give the permission back.
            </p>
            <div class="dialog__acts">
              <Button tone="quiet" onClick={close}>
                Cancel
              </Button>
              {plan.open > 0 && (
                <Button onClick={() => begin(false)}>Clip only {count(plan.open, 'tab')}</Button>
              )}
              <Button tone="primary" onClick={() => begin(true)}>
                Ask, then clip {integer(all)}
              </Button>
            </div>
          </div>
        )
      }}
    </Dialog>
  )
}
