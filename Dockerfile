# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY scripts/ scripts/
COPY src/ src/
RUN scripts/publish /app && mkdir /state

# "extra" is the variant with ICU and time-zone data. There is no shell in it, and the user is not root.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
WORKDIR /app
COPY --from=build /app ./
COPY --from=build --chown=$APP_UID:$APP_UID /state /var/lib/pupilsupport
# Without diagnostics nothing is written outside the mounted folders, so the root file system can be read-only.
ENV ASPNETCORE_HTTP_PORTS=8080 \
    DOTNET_EnableDiagnostics=0 \
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false
USER $APP_UID
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 CMD ["dotnet", "PupilSupport.Api.dll", "health"]
ENTRYPOINT ["dotnet", "PupilSupport.Api.dll"]
