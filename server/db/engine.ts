import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import type { FromEngine, ToEngine } from './wire.ts'

// The thread that PGlite computes on: building an index here takes no millisecond from the event loop of the API.
const port = parentPort!
const tell = (message: FromEngine, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer)

const { folder } = workerData as { folder: string }
const engine = await PGlite.create(folder || 'memory://', { extensions: { vector } })

port.on('message', async (message: ToEngine) => {
  if (message === 'close') {
    await engine.close()
    port.close()
    return
  }
  // An error of SQL is an answer on the wire. What is thrown here is the engine itself breaking: it ends this thread,
  // and with it the process, because nobody knows what state the session is in.
  await engine.runExclusive(() =>
    engine.execProtocolRawStream(message, {
      onRawData(output) {
        const copy = output.slice()
        tell(copy, [copy.buffer])
      },
    }),
  )
})
tell('ready')
