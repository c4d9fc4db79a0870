# syntax=docker/dockerfile:1
# Targets: odonym (the default, with an index), without-index (for a mounted index), spark (drivers and executors of a job on
# Kubernetes: docs/scale-out.md).
#   docker build -t odonym .
#   docker build -t odonym --build-arg INDEX_DATA=my-data .
#   docker build -t odonym:without-index --target without-index .
# Alpine: --build-arg BUILD_BASE=maven:3-eclipse-temurin-25-alpine --build-arg RUNTIME_BASE=eclipse-temurin:25-jre-alpine
ARG BUILD_BASE=maven:3-eclipse-temurin-25
ARG RUNTIME_BASE=eclipse-temurin:25-jre
ARG SPARK_BASE=apache/spark:4.2.0

# The jar. For an offline build, mount a filled MAVEN_REPOSITORY and set MAVEN_OPTIONS=-o.
FROM ${BUILD_BASE} AS build
ARG MAVEN_REPOSITORY=/maven
ARG MAVEN_OPTIONS=
# The timestamp of all files in the image, for reproducible builds.
ARG SOURCE_DATE_EPOCH=0
WORKDIR /build
COPY pom.xml ./
COPY src/main src/main
RUN --mount=type=cache,target=/maven \
    mvn -B -ntp ${MAVEN_OPTIONS} -Dmaven.repo.local=${MAVEN_REPOSITORY} -Dproject.build.outputTimestamp=${SOURCE_DATE_EPOCH} \
        -Dmaven.test.skip=true -Dformat.skip=true -Dno-spark package \
 && mkdir -p /image/opt/odonym /image/index \
 && cp target/odonym.jar /image/opt/odonym/ \
 && find /image -exec touch -h -d "@${SOURCE_DATE_EPOCH}" {} +

# The Apache Spark integration.
FROM build AS build-spark
ARG MAVEN_REPOSITORY=/maven
ARG MAVEN_OPTIONS=
RUN --mount=type=cache,target=/maven \
    mvn -B -ntp ${MAVEN_OPTIONS} -Dmaven.repo.local=${MAVEN_REPOSITORY} -Dmaven.test.skip=true -Dformat.skip=true package

# Spark on JDK 25; Spark's own image has an older Java.
FROM ${SPARK_BASE} AS spark-distribution

FROM ${RUNTIME_BASE} AS spark
COPY --from=spark-distribution /opt/spark /opt/spark
COPY --from=spark-distribution /opt/entrypoint.sh /opt/entrypoint.sh
COPY --from=build-spark /build/target/odonym-spark.jar /opt/spark/jars/
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 185 --gid 0 spark && mkdir -p /opt/spark/work-dir && chown 185:0 /opt/spark/work-dir
ENV SPARK_HOME=/opt/spark
WORKDIR /opt/spark/work-dir
USER 185
ENTRYPOINT ["/opt/entrypoint.sh"]

# The program and a JVM, the base of the other stages.
FROM ${RUNTIME_BASE} AS program
COPY --from=build --chown=0:0 /image/ /
ENV ODONYM_INDEX=/index \
    ODONYM_LOG_FORMAT=json
WORKDIR /

# The index of a file or folder in the build context. DATA_DATE is the date of data that contains no date of its own
# (YYYY-MM-DD). The seed makes Lucene's segment identifiers reproducible; SOURCE_DATE_EPOCH is the build time of the index.
FROM build AS data
ARG INDEX_DATA=index-data
ARG DATA_DATE=
ARG SOURCE_DATE_EPOCH=0
COPY ${INDEX_DATA} /index-data/
RUN java -XX:+UseParallelGC -Dtests.seed=0D0 -jar /image/opt/odonym/odonym.jar \
      index --input /index-data --output /indexed/index --threads 1 --created "${SOURCE_DATE_EPOCH}" ${DATA_DATE:+--data-date "${DATA_DATE}"}

FROM program AS index
COPY --from=data --chown=0:0 /indexed/ /

# The AOT cache (JEP 514), trained with the JVM, the jar path and the options of the final image.
FROM index AS training
RUN ["java", "-XX:+UseParallelGC", "-XX:+UseTransparentHugePages", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", \
     "-jar", "/opt/odonym/odonym.jar", "warm", "--index", "/index", "--output", "/opt/odonym/odonym.aot"]

FROM program AS without-index
ARG VERSION=of-the-sources
ARG REVISION=unknown
ARG CREATED=1970-01-01T00:00:00Z
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="Odonym" \
      org.opencontainers.image.description="A geocoder of French addresses that answers addok's HTTP API" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.licenses="MIT"
COPY --from=training --chown=0:0 /opt/odonym/odonym.aot /opt/odonym/odonym.aot
USER 10001:10001
EXPOSE 7878
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \
  CMD ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m", "-jar", "/opt/odonym/odonym.jar", "health"]
# The heap is half of the container's memory; the mapped index needs the rest.
ENTRYPOINT ["java", "-XX:+UseParallelGC", "-XX:+UseTransparentHugePages", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", \
            "-Xlog:disable", "-Xlog:all=error:stderr", "-Xlog:aot*=off:stderr", "-Xlog:cds*=off:stderr", \
            "-XX:AOTCache=/opt/odonym/odonym.aot", "-jar", "/opt/odonym/odonym.jar"]
CMD ["serve"]

FROM without-index AS odonym
COPY --from=index --chown=0:0 /index/ /index/
