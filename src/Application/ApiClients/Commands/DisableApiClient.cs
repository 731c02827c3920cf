using PupilSupport.Application.ApiClients.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.ApiClients.Commands;

[Requires(Permissions.AccessWrite), Audited("api_client.disable")]
public sealed record DisableApiClientCommand(Guid Id, int ExpectedVersion, string? Reason) : ICommand<ApiClientDto>, IReasoned;

internal sealed class DisableApiClientHandler(AccessScope scope, IAnswers answers, TimeProvider clock) : ICommandHandler<DisableApiClientCommand, ApiClientDto>
{
    public async Task<Result<ApiClientDto>> Handle(DisableApiClientCommand request, CancellationToken cancellationToken)
    {
        if (await scope.LoadClientAsync(request.Id, cancellationToken) is not { } client)
        {
            return CommonErrors.NotFound;
        }

        if (client.Check(request.ExpectedVersion).Error is { } stale)
        {
            return stale;
        }

        return client.Disable(clock.GetUtcNow()).Error is { } refused ? refused : answers.Map<ApiClientDto>(client);
    }
}
