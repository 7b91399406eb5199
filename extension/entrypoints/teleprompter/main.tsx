import { render } from 'preact'
import { localArea, sessionArea } from '../../browser/storage.ts'
import { handedScript } from '../../exports/handed-script.ts'
import { keepLooks, keptLooks } from '../../teleprompter/looks.ts'
import { NothingHanded } from '../../teleprompter/nothing-handed.tsx'
import { Teleprompter } from '../../teleprompter/teleprompter.tsx'

const local = localArea()
const [script, looks] = await Promise.all([handedScript(sessionArea()), keptLooks(local)])
if (script) document.title = `${script.title} – teleprompter`
render(
  script ? (
    <Teleprompter script={script} begun={looks} onLooks={now => void keepLooks(local, now)} />
  ) : (
    <NothingHanded what="Teleprompter" />
  ),
  document.getElementById('teleprompter')!,
)
