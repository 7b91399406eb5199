// The image's HEALTHCHECK: whether the API of this container answers. Without curl, which the image does not have.
try {
  const answer = await fetch(`http://127.0.0.1:${process.env.PORT || '8787'}/healthz`, {
    signal: AbortSignal.timeout(3_000),
  })
  if (!answer.ok) throw new Error(`it answered ${answer.status}`)
} catch (error) {
  console.error(`The API does not answer: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}

export {} // a module, for the `await` above
