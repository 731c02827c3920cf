using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Schools;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes.Queries;

/// <summary>What was planned for a programme and what it came to.</summary>
[Requires(Permissions.SupportProgrammesRead), Audited("support_programme.read_delivery")]
public sealed record GetSupportProgrammeDeliveryQuery(Guid Id) : IQuery<SupportProgrammeDeliveryDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (SupportProgrammeRules.Kind, Id);
}

/// <summary>Asks a fixed number of questions, however many sessions there were.</summary>
internal sealed class GetSupportProgrammeDeliveryHandler(
    SupportProgrammeAccess access, SupportProgrammeAnswers answers, Delivery delivery, SchoolCalendars calendars, AutoMapper.IConfigurationProvider maps, TimeProvider clock)
    : IQueryHandler<GetSupportProgrammeDeliveryQuery, SupportProgrammeDeliveryDto>
{
    public async Task<Result<SupportProgrammeDeliveryDto>> Handle(GetSupportProgrammeDeliveryQuery request, CancellationToken cancellationToken)
    {
        var id = new SupportProgrammeId(request.Id);
        var own = access.Readable().AsNoTracking().Where(p => p.Id == id);
        var found = await own.ProjectTo<SupportProgrammeDto>(maps).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return CommonErrors.NotFound;
        }

        var programme = (await answers.OfReadAsync([found], cancellationToken))[0];
        var sum = (await delivery.OfAsync(own, null, null, cancellationToken)).GetValueOrDefault(id, ProgrammeDelivery.None);
        var pupils = (await delivery.PupilsAsync(own, null, null, cancellationToken))[id];
        return Told(programme, sum, pupils, await WeeksAsync(programme, cancellationToken));
    }

    private DateOnly Today => LondonTime.DateOf(clock.GetUtcNow());

    private async Task<int?> WeeksAsync(SupportProgrammeDto programme, CancellationToken ct)
    {
        if (programme.StartedOn is not { } start)
        {
            return null;
        }

        var calendar = await calendars.AroundAsync(new(programme.SchoolId), start, ct);
        return calendar.SchoolWeeksBetween(start, programme.EndedOn ?? programme.PausedOn ?? Today) is { IsSuccess: true } weeks ? weeks.Value : null;
    }

    private SupportProgrammeDeliveryDto Told(SupportProgrammeDto programme, ProgrammeDelivery sum, IEnumerable<PupilDosage> dosages, int? weeks) => new()
    {
        ProgrammeId = programme.Id,
        AsOf = Today,
        TargetSessions = programme.TargetSessions,
        PlannedSessions = sum.Planned,
        DeliveredSessions = sum.Delivered,
        UnattendedSessions = sum.Unattended,
        UntoldSessions = sum.Untold,
        MissedBySchool = sum.MissedBySchool,
        MissedByPupil = sum.MissedByPupil,
        MissedOtherwise = sum.MissedOtherwise,
        CatchUpOwed = sum.Owed,
        CatchUpMadeGood = sum.MadeGood,
        UpcomingSessions = sum.Upcoming,
        CancelledSessions = sum.Cancelled,
        AdherencePercent = sum.Adherence,
        PlannedMinutes = sum.PlannedMinutes,
        DeliveredMinutes = sum.DeliveredMinutes,
        Weeks = weeks,
        TargetMinutesPerWeek = programme.MinutesPerWeek,
        MinutesPerWeek = weeks is > 0 and { } count ? ProgrammeDelivery.Ratio(sum.DeliveredMinutes, count) : null,
        CostPence = sum.Pence,
        Pupils = [.. Pupils(programme, dosages)],
    };

    /// <summary>Those of the programme whom the caller may see, in its order; who was in no session yet had nothing.</summary>
    private static IEnumerable<PupilDeliveryDto> Pupils(SupportProgrammeDto programme, IEnumerable<PupilDosage> dosages)
    {
        var had = dosages.ToDictionary(d => d.PupilId.Value);
        return programme.Pupils.Select(p => had.GetValueOrDefault(p.PupilId)).Zip(programme.Pupils, (dosage, pupil) => new PupilDeliveryDto
        {
            PupilId = pupil.PupilId,
            Sessions = dosage?.Sessions ?? 0,
            Minutes = dosage?.Minutes ?? 0,
            Attendance = dosage is null ? [] : [.. dosage.Attendance.OrderBy(a => a.Key).Select(a => new AttendanceCountDto { Attendance = a.Key, Sessions = a.Value })],
        });
    }
}
