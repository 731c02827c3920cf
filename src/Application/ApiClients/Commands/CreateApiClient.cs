using PupilSupport.Application.ApiClients.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.ApiClients.Commands;

/// <summary>Only machine clients: who could make a client that acts as a colleague, and read its secret, could act as anyone.</summary>
[Requires(Permissions.AccessWrite), Audited("api_client.create")]
public sealed record CreateApiClientCommand(string Name, IReadOnlyList<string> Scopes) : ICommand<IssuedApiClientDto>;

internal sealed class CreateApiClientHandler(IAppDbContext db, ICaller caller, AccessScope scope, IAnswers answers, TimeProvider clock)
    : ICommandHandler<CreateApiClientCommand, IssuedApiClientDto>
{
    public Task<Result<IssuedApiClientDto>> Handle(CreateApiClientCommand request, CancellationToken cancellationToken) =>
        Task.FromResult(Create(request));

    private Result<IssuedApiClientDto> Create(CreateApiClientCommand request)
    {
        if (!scope.MayWriteTrust)
        {
            return CommonErrors.InsufficientScope;
        }

        if (request.Scopes.Except(RolePermissions.All, StringComparer.Ordinal).Any())
        {
            return ApiClientErrors.UnknownScope.At("/scopes");
        }

        var secret = NewSecret.Create();
        var client = ApiClient.ForMachine(caller.TrustId, request.Name, request.Scopes, clock.GetUtcNow());
        if (client.AddSecret(secret.Hash, clock.GetUtcNow()).Error is { } refused)
        {
            return refused;
        }

        db.Set<ApiClient>().Add(client);
        return answers.Map<IssuedApiClientDto>(client) with { ClientSecret = secret.Text };
    }
}
