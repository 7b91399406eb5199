import { type ChildProcess, fork } from 'node:child_process'
import type { Logger } from 'pino'
import { familyOf } from './embedding-families.ts'
import type { EmbeddingAnswer, EmbeddingQuestion } from './embedding-messages.ts'
import type { Embeddings } from './embeddings.ts'
import { ModelFailure } from './errors.ts'
import { findLocalModel, type LocalModelConfig } from './local-model.ts'
import { unitVectors } from './unit-vectors.ts'

export interface LocalEmbeddingsDeps {
  log: Logger
  /** Where the library and fetched models are. */
  dataFolder: string
  /** Without a question for so long the model leaves the memory. */
  idleMs?: number
}

const IDLE_MS = 5 * 60_000
/** Of one question: a query that comes meanwhile waits for no more. */
const MOST_TEXTS = 16

type Waiting = { resolve(answer: EmbeddingAnswer): void; reject(error: Error): void }

/**
 * A model in this computer, in a process of its own: it computes for seconds, in which this one would answer nobody,
 * and native code that breaks does not take the server along. The process starts with the first text.
 * @throws Refusal where the library or the model's files are not there
 */
export function openLocalEmbeddings(config: LocalModelConfig, deps: LocalEmbeddingsDeps): Embeddings {
  const { log, dataFolder, idleMs = IDLE_MS } = deps
  const { identity, ...model } = findLocalModel(config, dataFolder)
  const { before } = familyOf(model.name)
  const waiting = new Map<number, Waiting>()
  let child: ChildProcess | undefined
  let idle: NodeJS.Timeout | undefined
  let asked = 0
  let dimensions: number | null = null

  const broken = (cause?: unknown) =>
    new ModelFailure('model_down', `The local model “${model.name}” stopped. Try again; the log says more.`, {
      outage: true,
      cause,
    })

  function start(): ChildProcess {
    const started = fork(new URL('./embedding-process.ts', import.meta.url), [JSON.stringify(model)], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [],
    })
    started.stderr!.on('data', (chunk: Buffer) => log.debug({ said: String(chunk) }, 'local model'))
    started.on('message', (answer: EmbeddingAnswer) => {
      waiting.get(answer.id)?.resolve(answer)
      waiting.delete(answer.id)
    })
    const over = (error?: unknown) => {
      if (child !== started) return
      child = undefined
      for (const { reject } of waiting.values()) reject(broken(error))
      waiting.clear()
    }
    started.on('error', over)
    started.on('exit', (code, signal) => {
      log.debug({ code, signal }, 'local model ended')
      over()
    })
    return started
  }

  async function ask(texts: string[], signal: AbortSignal): Promise<Float32Array[]> {
    clearTimeout(idle)
    child ??= start()
    const question: EmbeddingQuestion = { id: ++asked, texts }
    const answered = new Promise<EmbeddingAnswer>((resolve, reject) => {
      waiting.set(question.id, { resolve, reject })
    })
    child.send(question, error => {
      if (error) waiting.get(question.id)?.reject(broken(error))
    })
    try {
      const answer = await unlessAborted(answered, signal)
      if ('vectors' in answer)
        return unitVectors(answer.vectors, { count: texts.length, from: `The local model “${model.name}”` })
      log.error({ model: model.name, loading: answer.loading, err: answer.failed }, 'local model failed')
      throw answer.loading ? notLoaded(model) : broken()
    } finally {
      waiting.delete(question.id)
      if (waiting.size === 0) idle = setTimeout(close, idleMs).unref()
    }
  }

  async function close(): Promise<void> {
    clearTimeout(idle)
    const open = child
    child = undefined
    for (const { reject } of waiting.values()) reject(broken())
    waiting.clear()
    if (!open || open.exitCode !== null || open.signalCode !== null) return
    const ended = new Promise(resolve => open.once('exit', resolve))
    open.kill('SIGKILL') // it keeps nothing that could be lost
    await ended
  }

  return {
    model: identity,
    name: model.name,
    host: null,
    get dimensions() {
      return dimensions
    },
    async embed(texts, { signal, kind }) {
      const vectors: Float32Array[] = []
      while (vectors.length < texts.length) {
        signal.throwIfAborted()
        const next = texts.slice(vectors.length, vectors.length + MOST_TEXTS)
        vectors.push(
          ...(await ask(
            next.map(text => before[kind] + text),
            signal,
          )),
        )
      }
      dimensions = vectors[0]?.length ?? dimensions
      return vectors
    },
    close,
  }
}

const notLoaded = ({ name, fetched }: { name: string; fetched: boolean }) =>
  new ModelFailure(
    'model_unknown',
    fetched
      ? `The model “${name}” could not be fetched from huggingface.co or not be loaded. Look at the connection and whether it is a model for transformers.js, or set EMBEDDING_LOCAL to a folder that has one.`
      : `The model in the folder “${name}” could not be loaded: is it one for transformers.js? The log of the server says more. Set EMBEDDING_LOCAL to another.`,
    { outage: fetched },
  )

/** What was asked is still answered; nobody waits for it then. */
function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(signal.reason)
    if (signal.aborted) return aborted()
    signal.addEventListener('abort', aborted, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted))
  })
}
