import { render } from 'preact'
import { sessionArea } from '../../browser/storage.ts'
import { handedScript } from '../../exports/handed-script.ts'
import { PrintPage } from '../../print/print-page.tsx'
import { NothingHanded } from '../../teleprompter/nothing-handed.tsx'

const script = await handedScript(sessionArea())
// What a PDF is called that the browser saves.
if (script) document.title = script.title
render(
  script ? <PrintPage script={script} onPrint={() => print()} /> : <NothingHanded what="Print or PDF" />,
  document.getElementById('print')!,
)
