using PupilSupport.Application.ApiClients.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.ApiClients.Commands;

[Requires(Permissions.AccessWrite), Audited("api_client.rotate_secret")]
public sealed record RotateApiClientSecretCommand(Guid Id, int ExpectedVersion) : ICommand<IssuedApiClientDto>;

internal sealed class RotateApiClientSecretHandler(AccessScope scope, IAnswers answers, TimeProvider clock)
    : ICommandHandler<RotateApiClientSecretCommand, IssuedApiClientDto>
{
    public async Task<Result<IssuedApiClientDto>> Handle(RotateApiClientSecretCommand request, CancellationToken cancellationToken)
    {
        if (await scope.LoadClientAsync(request.Id, cancellationToken) is not { } client)
        {
            return CommonErrors.NotFound;
        }

        if (client.Check(request.ExpectedVersion).Error is { } stale)
        {
            return stale;
        }

        var secret = NewSecret.Create();
        return client.AddSecret(secret.Hash, clock.GetUtcNow()).Error is { } refused
            ? refused
            : answers.Map<IssuedApiClientDto>(client) with { ClientSecret = secret.Text };
    }
}
