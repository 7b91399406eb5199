import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { type CalledModel, measures, modelAttributes } from './measures.ts'
import { ATTRIBUTE as A } from './names.ts'

/** What is told of a call of a model while it goes on. */
export interface ModelCall {
  /** A piece of the answer came. */
  chunk(): void
  /** Whatever the provider says of its answer. */
  answered(about: {
    model?: string | null
    finish?: string | null
    tokens: { input: number; output: number } | null
  }): void
}

/** A provider's own words are let through only where they look like names. */
const NAME = /^[\w.:/@-]{1,100}$/

/** One call of a model as a span of its own, by the conventions for generative AI. Nothing that is said is in it. */
export async function modelCall<Result>(
  of: CalledModel,
  work: (call: ModelCall) => Promise<Result>,
): Promise<Result> {
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1_000
  const options = { kind: SpanKind.CLIENT, attributes: modelAttributes(of) }
  return trace.getTracer('ownwords').startActiveSpan(`${of.operation} ${of.model}`, options, async span => {
    let first = true
    try {
      const result = await work({
        chunk() {
          if (first) measures()?.firstChunk(of, seconds())
          first = false
        },
        answered({ model, finish, tokens }) {
          if (model && NAME.test(model)) span.setAttribute(A.responseModel, model)
          if (finish && NAME.test(finish)) span.setAttribute(A.finishReasons, [finish])
          if (!tokens) return
          span.setAttribute(A.inputTokens, tokens.input)
          if (of.operation === 'chat') span.setAttribute(A.outputTokens, tokens.output)
          measures()?.callUsed(of, tokens)
        },
      })
      measures()?.called(of, seconds(), null)
      return result
    } catch (error) {
      const type = errorType(error)
      span.setAttribute(A.errorType, type)
      span.setStatus({ code: SpanStatusCode.ERROR })
      measures()?.called(of, seconds(), type)
      throw error
    } finally {
      span.end()
    }
  })
}

/** The code of a failure that we have words for, else the name of its class. */
function errorType(error: unknown): string {
  if (!(error instanceof Error)) return '_OTHER'
  const code = 'code' in error ? error.code : undefined
  return typeof code === 'string' && NAME.test(code) ? code : error.name
}
