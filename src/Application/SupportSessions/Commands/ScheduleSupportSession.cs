using System.Diagnostics.CodeAnalysis;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportSessions.Commands;

/// <summary>Plans a session, or records one that has already taken place when <see cref="Completion"/> tells it.</summary>
[Requires(Permissions.SupportSessionsWrite), Audited("support_session.schedule")]
public sealed record ScheduleSupportSessionCommand : SupportSessionEdit, ICommand<SupportSessionDto>
{
    [SetsRequiredMembers]
    public ScheduleSupportSessionCommand(Guid schoolId, SupportSessionEdit plan, SupportSessionCompletion? completion) : base(plan) =>
        (SchoolId, Completion) = (schoolId, completion);

    public Guid SchoolId { get; }
    public SupportSessionCompletion? Completion { get; }
}

internal sealed class ScheduleSupportSessionHandler(SupportSessionMaking making, IAppDbContext db, SupportSessionAnswers answers)
    : ICommandHandler<ScheduleSupportSessionCommand, SupportSessionDto>
{
    public async Task<Result<SupportSessionDto>> Handle(ScheduleSupportSessionCommand request, CancellationToken cancellationToken)
    {
        var session = await making.MakeAsync(new SchoolId(request.SchoolId), request, request.Completion, null, cancellationToken);
        if (!session.IsSuccess)
        {
            return session.Error;
        }

        db.Set<SupportSession>().Add(session.Value);
        return await answers.OfAsync(session.Value, cancellationToken);
    }
}
