import { AccountPart } from '../account/account-part.tsx'
import { ModelKeyPart } from '../account/model-key-part.tsx'
import { ChannelSettings } from '../channel/channel-door.tsx'
import { HighlightsSetting } from '../highlights/highlights-setting.tsx'
import { usePanel } from '../panel-context.ts'
import { ReportsPart } from '../reports/reports-part.tsx'
import { TiersSetting } from '../research/tiers-setting.tsx'
import { ServersPart } from '../servers/servers-part.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { UsagePart } from '../usage/usage-part.tsx'
import type { Connection } from '../world.ts'

export function Settings({ onClosed }: { onClosed: () => void }) {
  const { world } = usePanel()
  const connection = world.connection.value
  const people = connection.state === 'online' && connection.capabilities.people === true
  const shortcut = world.shortcut.value
  const momentKeys = world.moments.shortcut.value
  return (
    <Dialog title="Settings" onClosed={onClosed}>
      {() => (
        <div class="settings">
          <ServersPart />
          {people && <AccountPart />}
          {people && <ModelKeyPart />}
          <section class="settings__part">
            <h3 class="settings__title">What leaves this computer</h3>
            <Leaves connection={connection} />
          </section>
          {connection.state === 'online' && <ReportsPart capabilities={connection.capabilities} />}
          {connection.state === 'online' && connection.capabilities.model && <UsagePart />}
          <ChannelSettings />
          <section class="settings__part">
            <h3 class="settings__title">Shortcut</h3>
            <div class="settings__row">
              <p class="settings__words">
                {shortcut ? (
                  <>
                    <kbd>{shortcut}</kbd> clips the page in front
                  </>
                ) : (
                  'None is set'
                )}
              </p>
              <Button small onClick={() => void world.openShortcuts()}>
                {shortcut ? 'Change…' : 'Set one…'}
              </Button>
            </div>
            {momentKeys && (
              <p class="settings__words">
                <kbd>{momentKeys}</kbd> clips the moment of a YouTube video, also with this panel closed; hold
                it to mark a longer part
              </p>
            )}
          </section>
          <HighlightsSetting />
          <TiersSetting />
          {connection.state === 'online' && (
            <p class="settings__version">Ownwords server {connection.capabilities.version}</p>
          )}
        </div>
      )}
    </Dialog>
  )
}

function Leaves({ connection }: { connection: Connection }) {
  if (connection.state !== 'online')
    return (
      <p class="settings__words">
        What you clip is kept in this browser, and goes to your server and nowhere else.
      </p>
    )
  const { model, embedding, reports } = connection.capabilities
  const told = Boolean(reports?.errors ?? reports?.use)
  const leaves = model !== null || (embedding !== null && embedding.host !== null)
  return (
    <p class="settings__words">
      What you clip goes to your server{leaves ? '. ' : ' and nowhere else. '}
      {model ? (
        <>
          When you build a brief, find claims, ask something or want to be interviewed, your server sends text
          of the project’s sources, and what you ask, to <b>{model.name}</b> at <b>{model.host}</b>.
        </>
      ) : (
        'No model is set up: briefs, claims and answers are made of sentences of your sources.'
      )}
      {embedding && <ByMeaning {...embedding} />}
      {leaves && (told ? ' Nothing else leaves but the reports that you turn on.' : ' Nothing else leaves.')}
    </p>
  )
}

function ByMeaning({ name, host }: { name: string; host: string | null }) {
  if (host === null)
    return (
      <>
        {' '}
        So that search finds by meaning, <b>{name}</b> reads your sources and videos on your server.
      </>
    )
  return (
    <>
      {' '}
      So that search finds by meaning, it sends all passages of your sources and videos, and what you search
      for, to <b>{name}</b> at <b>{host}</b>.
    </>
  )
}
