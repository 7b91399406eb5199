import { shownCode } from '../../../core/contract/user-code.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { hostOf } from '../words/safe-url.ts'
import { addressName, clockWords } from './server-words.ts'
import type { CodePairing, ServersWorld } from './servers-world.ts'
import { useSecond } from './use-second.ts'

/** A code that is shown here and approved on the server's page, and how it ended. */
export function CodeCard({ code, servers }: { code: CodePairing; servers: ServersWorld }) {
  const name = addressName(code.server)
  const close = (
    <Button small tone="quiet" onClick={() => void servers.cancelCode()}>
      {code.state === 'approved' ? 'Good' : 'Close'}
    </Button>
  )
  const anew = (
    <Button small icon="retry" onClick={() => void servers.pairByCode(code.server)}>
      New code
    </Button>
  )
  if (code.state === 'asking')
    return (
      <p class="settings__words" role="status">
        Asking {name} for a code…
      </p>
    )
  if (code.state === 'shown') return <Shown code={code} servers={servers} name={name} />
  if (code.state === 'approved')
    return (
      <div role="status">
        <Notice tone="calm" title={`Approved: this browser is paired with ${name}`} acts={close} />
      </div>
    )
  const title =
    code.state === 'refused'
      ? `${name} was told not to let this browser in`
      : code.state === 'expired'
        ? 'The code was not approved in time'
        : `${name} could not be paired`
  return (
    <div role="alert">
      <Notice
        tone={code.state === 'expired' ? 'open' : 'bad'}
        title={title}
        acts={
          <>
            {anew}
            {close}
          </>
        }
      >
        {code.state === 'refused' && <p>If that was not you, nothing is to be done: it has no access.</p>}
        {code.state === 'expired' && <p>Take a new one: it counts for some minutes.</p>}
        {code.state === 'failed' && <p>{code.message}</p>}
      </Notice>
    </div>
  )
}

interface ShownProps {
  code: Extract<CodePairing, { state: 'shown' }>
  servers: ServersWorld
  name: string
}

function Shown({ code, servers, name }: ShownProps) {
  const now = useSecond()
  return (
    <div class="code-card">
      <p class="settings__words">
        Open {hostOf(code.approveAt) || name}, sign in, and approve this browser if you see the same code
        there:
      </p>
      <p class="code-card__code">
        <span class="unseen">Code: </span>
        {shownCode(code.userCode)}
      </p>
      <div class="code-card__acts">
        <Button tone="primary" icon="arrow" onClick={() => void servers.openApproval()}>
          Open {hostOf(code.approveAt) || name} and approve
        </Button>
        <Button tone="quiet" onClick={() => void servers.cancelCode()}>
          Cancel
        </Button>
      </div>
      <p class="settings__words">
        <span role="status">
          {code.unreached
            ? `${name} does not answer just now: it is asked again. `
            : 'Waiting for your approval. '}
        </span>
        <span class="numbers">The code counts for {clockWords(code.expiresAt - now)} more.</span> You may
        close this panel meanwhile.
      </p>
    </div>
  )
}
