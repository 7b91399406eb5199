# The server: `api`, `worker`, `migrate`, or `all` in one process. Works with a read-only root; only /data (the embedded
# database, where no DATABASE_URL is set) and /tmp are written to.

FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# Then without Node itself, which is the base's, and without what only the extension is made of and built with.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund \
    && npm pkg delete dependencies.node dependencies.wxt dependencies.preact dependencies.@preact/signals \
      dependencies.@mozilla/readability dependencies.@observablehq/plot dependencies.defuddle dependencies.docx \
      dependencies.idb dependencies.jsdom dependencies.prosemirror-keymap dependencies.prosemirror-model \
      dependencies.prosemirror-state dependencies.prosemirror-view dependencies.unpdf \
    && npm prune --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24.21.0-bookworm-slim
LABEL org.opencontainers.image.title="Ownwords" \
      org.opencontainers.image.description="From open tabs to a cited script in your own voice: the server." \
      org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=8787 \
    OWNWORDS_DATA=/data \
    MIGRATE=off
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=packages /app/node_modules ./node_modules
COPY package.json ./
COPY migrations ./migrations
COPY core ./core
COPY server ./server
USER node
VOLUME /data
EXPOSE 8787
# A worker listens to nobody: start it with --no-healthcheck. It ends when it cannot go on.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["node", "server/health-command.ts"]
STOPSIGNAL SIGTERM
# Node is the first process and ends cleanly on SIGTERM, in less than 25 seconds: give it that before it is killed.
ENTRYPOINT ["node", "server/command.ts"]
CMD ["all"]
