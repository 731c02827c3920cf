using System.Diagnostics.CodeAnalysis;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportSessions.Commands;

/// <summary>Records what took place, from scheduled or in progress.</summary>
[Requires(Permissions.SupportSessionsWrite), Audited("support_session.complete")]
public sealed record CompleteSupportSessionCommand : SupportSessionCompletion, ICommand<SupportSessionDto>
{
    [SetsRequiredMembers]
    public CompleteSupportSessionCommand(Guid id, int version, SupportSessionCompletion completion) : base(completion) => (Id, Version) = (id, version);

    public Guid Id { get; }
    public int Version { get; }
}

internal sealed class CompleteSupportSessionHandler(SupportSessionLoading loading, SupportSessionCatchUp owed) : ICommandHandler<CompleteSupportSessionCommand, SupportSessionDto>
{
    public async Task<Result<SupportSessionDto>> Handle(CompleteSupportSessionCommand request, CancellationToken cancellationToken)
    {
        SupportSession? completed = null;
        var answer = await loading.ChangeServingAsync(
            request.Id, request.Version, hasTakenPlace: true, (session, policy, now) => (completed = session).Complete(request.ToOutcome(), policy, now), cancellationToken);
        if (answer.IsSuccess)
        {
            await owed.CompletedAsync(completed!, cancellationToken);
        }

        return answer;
    }
}
