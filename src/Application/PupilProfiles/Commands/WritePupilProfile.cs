using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.PupilProfiles.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.PupilProfiles;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.PupilProfiles.Commands;

/// <summary>The whole page; what is left out is empty.</summary>
public record PupilProfilePage
{
    /// <summary>What the pupil is good at and likes.</summary>
    [Items(PupilProfile.MaxPoints, Text = PupilProfile.MaxPoint)]
    public IReadOnlyList<string> Strengths { get; init; } = [];

    /// <summary>What adults do.</summary>
    [Items(PupilProfile.MaxPoints, Text = PupilProfile.MaxPoint)]
    public IReadOnlyList<string> Strategies { get; init; } = [];

    /// <summary>What makes it hard.</summary>
    [Items(PupilProfile.MaxPoints, Text = PupilProfile.MaxPoint)]
    public IReadOnlyList<string> Triggers { get; init; } = [];

    /// <summary>What helps when it is hard.</summary>
    [Items(PupilProfile.MaxPoints, Text = PupilProfile.MaxPoint)]
    public IReadOnlyList<string> WhatHelps { get; init; } = [];

    /// <summary>How to speak with the pupil.</summary>
    [Text(PupilProfile.MaxCommunication, Min = 1)]
    public string? Communication { get; init; }

    internal PupilProfileText ToText() =>
        new() { Strengths = Strengths, Strategies = Strategies, Triggers = Triggers, WhatHelps = WhatHelps, Communication = Communication };
}

/// <summary>Writes a pupil's page, or a new edition of it.</summary>
[Requires(Permissions.PupilProfilesWrite), Audited("pupil_profile.publish")]
public sealed record WritePupilProfileCommand : PupilProfilePage, ICommand<Upserted<PupilProfileDto>>
{
    [SetsRequiredMembers]
    public WritePupilProfileCommand(Guid pupilId, PupilProfilePage page, int? expectedVersion) : base(page) =>
        (PupilId, ExpectedVersion) = (pupilId, expectedVersion);

    public Guid PupilId { get; }

    /// <summary>Null for a pupil who has none yet.</summary>
    public int? ExpectedVersion { get; }
}

internal sealed class WritePupilProfileHandler(PupilProfileAccess access, IAppDbContext db, IAnswers answers, ICaller caller, TimeProvider clock)
    : ICommandHandler<WritePupilProfileCommand, Upserted<PupilProfileDto>>
{
    public async Task<Result<Upserted<PupilProfileDto>>> Handle(WritePupilProfileCommand request, CancellationToken cancellationToken)
    {
        if (await access.WritableAsync(new PupilId(request.PupilId), cancellationToken) is not { } pupil)
        {
            return CommonErrors.NotFound;
        }

        if (request.ToText().IsEmpty)
        {
            return PupilProfileErrors.Empty;
        }

        var known = await access.Of(pupil.Id).SingleOrDefaultAsync(cancellationToken);
        var written = known is null ? Write(pupil, request) : Rewrite(known, pupil, request);
        return written.IsSuccess ? new Upserted<PupilProfileDto>(answers.Map<PupilProfileDto>(written.Value), known is null) : written.Error;
    }

    private Result<PupilProfile> Write(Pupil pupil, WritePupilProfileCommand request)
    {
        if (request.ExpectedVersion is not null)
        {
            return CommonErrors.PreconditionFailed;
        }

        var profile = PupilProfile.Write(caller.TrustId, pupil.SchoolId, pupil.Id, request.ToText(), caller.StaffId, clock.GetUtcNow());
        db.Set<PupilProfile>().Add(profile);
        return profile;
    }

    private Result<PupilProfile> Rewrite(PupilProfile profile, Pupil pupil, WritePupilProfileCommand request)
    {
        // Nobody writes over a page unseen.
        if ((request.ExpectedVersion is null ? PupilProfileErrors.Exists : profile.Check(request.ExpectedVersion).Error) is { } refused)
        {
            return refused;
        }

        profile.Rewrite(pupil.SchoolId, request.ToText(), caller.StaffId, clock.GetUtcNow());
        return profile;
    }
}
