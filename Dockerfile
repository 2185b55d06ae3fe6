# Assent as an image: built on Node 24, run by nobody in particular, nothing to write but /data.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
# The last setting gives the memory of large bodies back at once (docs/operations.md, Memory).
ENV NODE_ENV=production \
    ASSENT_HOST=0.0.0.0 \
    ASSENT_PORT=8080 \
    ASSENT_STORE=sqlite:/data/assent.db \
    MALLOC_MMAP_THRESHOLD_=1048576
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/profiles ./profiles
COPY --from=build /app/policies ./policies
COPY --from=build /app/demo ./demo
# Papers, which are pages below /docs/.
COPY --from=build /app/*.md ./
COPY --from=build /app/docs ./docs
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.ASSENT_PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=64", "dist/main.js"]
