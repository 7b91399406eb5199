/** In a file without zod, because the panel's first picture asks for it. */
export const runStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
export const isOver = (state: (typeof runStates)[number]): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled'
