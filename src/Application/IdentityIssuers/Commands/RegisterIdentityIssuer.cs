using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.IdentityIssuers.Dtos;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.IdentityIssuers.Commands;

[Requires(Permissions.AccessWrite), Audited("identity_issuer.register")]
public sealed record RegisterIdentityIssuerCommand(string IssuerUrl, string Audience, string TokenType, string SubjectClaim) : ICommand<IdentityIssuerDto>;

internal sealed class RegisterIdentityIssuerHandler(IAppDbContext db, ICaller caller, AccessScope scope, IAnswers answers, TimeProvider clock)
    : ICommandHandler<RegisterIdentityIssuerCommand, IdentityIssuerDto>
{
    public Task<Result<IdentityIssuerDto>> Handle(RegisterIdentityIssuerCommand request, CancellationToken cancellationToken) =>
        Task.FromResult(Register(request));

    private Result<IdentityIssuerDto> Register(RegisterIdentityIssuerCommand request)
    {
        if (!scope.MayWriteTrust)
        {
            return CommonErrors.InsufficientScope;
        }

        var details = new IssuerDetails(request.IssuerUrl, request.Audience, request.TokenType, request.SubjectClaim);
        var issuer = IdentityIssuer.Register(caller.TrustId, details, clock.GetUtcNow());
        if (!issuer.IsSuccess)
        {
            return issuer.Error;
        }

        db.Set<IdentityIssuer>().Add(issuer.Value);
        return answers.Map<IdentityIssuerDto>(issuer.Value);
    }
}
