import { ChannelSettings } from '../channel/channel-door.tsx'
import { HighlightsSetting } from '../highlights/highlights-setting.tsx'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { Connection } from '../world.ts'
import { ServerForm } from './server-form.tsx'

export function Settings({ onClosed }: { onClosed: () => void }) {
  const { world, feedback } = usePanel()
  const connection = world.connection.value
  const shortcut = world.shortcut.value
  const momentKeys = world.moments.shortcut.value
  return (
    <Dialog title="Settings" onClosed={onClosed}>
      {close => (
        <div class="settings">
          <section class="settings__part">
            <h3 class="settings__title">Server</h3>
            <p class="settings__words">{pairingWords(connection)}</p>
            <ServerForm
              onSaved={() => {
                feedback.toast({ tone: 'calm', text: 'Connected' })
                close()
              }}
            />
          </section>
          <section class="settings__part">
            <h3 class="settings__title">What leaves this computer</h3>
            <Leaves connection={connection} />
          </section>
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
          {connection.state === 'online' && (
            <p class="settings__version">Ownwords server {connection.capabilities.version}</p>
          )}
        </div>
      )}
    </Dialog>
  )
}

function pairingWords(connection: Connection): string {
  if (connection.state === 'online') return 'Paired with this browser and connected.'
  if (connection.state === 'connecting') return 'Looking for the server…'
  if (connection.state === 'offline') return 'It does not answer just now. The panel keeps looking.'
  return 'This server does not pair by itself: it wants a token.'
}

function Leaves({ connection }: { connection: Connection }) {
  if (connection.state !== 'online')
    return (
      <p class="settings__words">
        What you clip is kept in this browser, and goes to your server and nowhere else.
      </p>
    )
  const { model } = connection.capabilities
  if (!model)
    return (
      <p class="settings__words">
        What you clip goes to your server and nowhere else. No model is set up: briefs are made of sentences
        of your sources.
      </p>
    )
  return (
    <p class="settings__words">
      What you clip goes to your server. When you build a brief, your server sends the text of the project’s
      sources to <b>{model.name}</b> at <b>{model.host}</b>. Nothing else leaves.
    </p>
  )
}
