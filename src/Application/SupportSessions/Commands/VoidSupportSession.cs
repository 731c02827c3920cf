using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportSessions.Commands;

/// <summary>Takes a session out of every count, and puts another in its place if the caller names or tells one.</summary>
[Requires(Permissions.SupportSessionsWrite), Audited("support_session.void")]
public sealed record VoidSupportSessionCommand(Guid Id, int Version, string Reason, Guid? ReplacedById, SupportSessionReplacement? Replacement)
    : ICommand<SupportSessionDto>, IReasoned;

/// <summary>The session that should have stood there, at the same school.</summary>
public sealed record SupportSessionReplacement : SupportSessionEdit
{
    /// <summary>What took place; absent for a plan.</summary>
    public SupportSessionCompletion? Completion { get; init; }
}

internal sealed class VoidSupportSessionHandler(
    SupportSessionLoading loading, SupportSessionMaking making, SupportSessionAccess access, SupportSessionAnswers answers, SupportSessionCatchUp owed, IAppDbContext db)
    : ICommandHandler<VoidSupportSessionCommand, SupportSessionDto>
{
    public async Task<Result<SupportSessionDto>> Handle(VoidSupportSessionCommand request, CancellationToken cancellationToken)
    {
        var session = await loading.LoadAsync(request.Id, request.Version, cancellationToken);
        if (!session.IsSuccess)
        {
            return session.Error;
        }

        var replacement = await ReplacementAsync(session.Value, request, cancellationToken);
        var voided = replacement.IsSuccess ? session.Value.Void(request.Reason, replacement.Value) : replacement.Error;
        if (!voided.IsSuccess)
        {
            return voided.Error;
        }

        if (request.Replacement is not { Completion: not null } told || told.MakesGoodId != session.Value.MakesGoodId?.Value)
        {
            await owed.VoidedAsync(session.Value, cancellationToken);
        }

        return await answers.OfAsync(session.Value, cancellationToken);
    }

    private async Task<Result<SupportSessionId?>> ReplacementAsync(SupportSession session, VoidSupportSessionCommand request, CancellationToken ct)
    {
        if (request is { Replacement: { } told, ReplacedById: null })
        {
            var made = await making.MakeAsync(session.SchoolId, told, told.Completion, session, ct);
            if (made.IsSuccess)
            {
                db.Set<SupportSession>().Add(made.Value);
            }

            return made.IsSuccess ? made.Value.Id : Inside(made.Error);
        }

        if (request is { Replacement: not null })
        {
            return SupportSessionErrors.TwoReplacements.At("/replacedById");
        }

        SupportSessionId? named = request.ReplacedById is { } id ? new(id) : null;
        return named is null || await access.Reachable().AnyAsync(s => s.Id == named, ct)
            ? named
            : CommonErrors.UnknownReference.At("/replacedById");
    }

    private static Error Inside(Error error) =>
        error with { Faults = [.. error.Faults.Select(f => f with { Pointer = "/replacement" + f.Pointer })] };
}
