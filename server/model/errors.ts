import OpenAI from 'openai'
import { RunFailure } from '../runs/work.ts'

/** Why a model gave no usable answer, in words for the creator. */
export class ModelFailure extends RunFailure {
  /** The weather, not the settings: the work may go on without a model. */
  readonly outage: boolean
  /** The provider's name for the request, for the log and for asking them. */
  readonly requestId: string | null
  readonly status: number | null
  constructor(
    code: string,
    message: string,
    {
      outage,
      requestId = null,
      status = null,
      cause,
    }: { outage: boolean; requestId?: string | null; status?: number | null; cause?: unknown },
  ) {
    // Settings can be mended as weather passes: either way the run is taken up where it stopped, and pays for nothing twice.
    super(code, message, true)
    this.name = 'ModelFailure'
    this.outage = outage
    this.requestId = requestId
    this.status = status
    this.cause = cause
  }
}

export interface Called {
  host: string
  model: string
  /** What the creator would change, and what the model should be made for. */
  settings?: { key: string; baseUrl: string; model: string; made: string; after?: string }
}

const CHAT = {
  key: 'OPENAI_API_KEY',
  baseUrl: 'OPENAI_BASE_URL',
  model: 'OPENAI_MODEL',
  made: 'too small for these sources, or not made for chat',
}

/** Of a creator's own key: nobody but them can mend it, and there is nothing to start again. */
export const OWN_KEY: NonNullable<Called['settings']> = {
  key: 'your own key in the settings',
  baseUrl: 'the address in the settings',
  model: 'the model in the settings',
  made: CHAT.made,
  after: '',
}

/** The one place from what a provider answers to a class and a sentence. Never repeats the provider's text: it may hold the key. */
export function modelFailure(
  error: InstanceType<typeof OpenAI.APIError>,
  { host, model, settings: names = CHAT }: Called,
): ModelFailure {
  if (error instanceof OpenAI.APIConnectionError) {
    return new ModelFailure(
      'model_unreachable',
      `Nobody answers at ${host}. Look whether the model's server runs and ${names.baseUrl} is right.`,
      { outage: true, cause: error },
    )
  }
  const { status = null, code } = error
  const { after = ', and start the server again' } = names
  const about = { requestId: error.requestID ?? null, status, cause: error }
  const settings = (name: string, message: string) =>
    new ModelFailure(name, message, { outage: false, ...about })
  const outage = (name: string, message: string) =>
    new ModelFailure(name, message, { outage: true, ...about })
  if (status === 401 || status === 403) {
    return settings(
      'model_key',
      `${host} refused the key. Set ${names.key} to one that is valid for ${model}${after}.`,
    )
  }
  if (status === 402 || code === 'insufficient_quota') {
    return settings(
      'model_credit',
      `The account at ${host} has no credit left. Add some there, then try again.`,
    )
  }
  if (status === 404) {
    return settings(
      'model_unknown',
      `${host} does not know the model “${model}”. Set ${names.model} to one that it has${after}.`,
    )
  }
  if (status === 429) {
    const wait = retryAfterSeconds(error)
    return outage(
      'model_busy',
      `${host} takes no more requests for now. Try again ${wait ? `in ${wait} seconds` : 'in a minute'}.`,
    )
  }
  if (status === null || status >= 500 || status === 408 || status === 409) {
    return outage(
      'model_down',
      `The model at ${host} has a problem of its own${status ? ` (${status})` : ''}. Try again later.`,
    )
  }
  return settings(
    'model_refused',
    `${host} did not accept the request (${status}). “${model}” may be ${names.made}: set ${names.model} to another.`,
  )
}

function retryAfterSeconds(error: InstanceType<typeof OpenAI.APIError>): number | null {
  const seconds = Number(error.headers?.get('retry-after'))
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : null
}
