using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Observations.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Observations;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Observations.Queries;

/// <summary>The observations that the caller reaches. Sorts: <c>observedAt</c>, <c>updatedAt</c>; the latest first when absent.</summary>
[Requires(Permissions.ObservationsRead), Audited("observation.list")]
public sealed record ListObservationsQuery : PagedQuery, IQuery<Page<ObservationDto>>
{
    public Guid? SchoolId { get; init; }

    /// <summary>Observations of this pupil. Other pupils are then left out.</summary>
    public Guid? PupilId { get; init; }

    /// <summary>What this member of staff saw.</summary>
    public Guid? AuthorId { get; init; }

    /// <summary>What was seen in this session.</summary>
    public Guid? SupportSessionId { get; init; }

    /// <summary>What feeds this assessment.</summary>
    public Guid? AssessmentId { get; init; }

    /// <summary>What bears on this programme.</summary>
    public Guid? ProgrammeId { get; init; }

    /// <summary>What bears on this plan.</summary>
    public Guid? PlanId { get; init; }
    public ObservationKind? Kind { get; init; }

    /// <summary>The first day, Europe/London.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, included.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Also those that were voided.</summary>
    public bool IncludeVoid { get; init; }
}

internal sealed class ListObservationsValidator : AbstractValidator<ListObservationsQuery>
{
    public ListObservationsValidator() =>
        RuleFor(q => q.To).Must((q, to) => to >= q.From).When(q => q is { From: not null, To: not null })
            .WithErrorCode("before-from").WithMessage("must not lie before from");
}

internal sealed class ListObservationsHandler(ObservationAccess access, ObservationLinks links, ObservationAnswers answers, IPager pager)
    : IQueryHandler<ListObservationsQuery, Page<ObservationDto>>
{
    private static readonly Keyset<Observation, ObservationDto>[] Sorts =
    [
        Keyset.By<Observation, ObservationDto, DateTimeOffset, ObservationId>(
            "observedAt", o => o.ObservedAt, d => d.ObservedAt, o => o.Id, d => d.Id, descending: true),
        Keyset.By<Observation, ObservationDto, DateTimeOffset, ObservationId>("updatedAt", o => o.UpdatedAt, d => d.UpdatedAt, o => o.Id, d => d.Id),
    ];

    public async Task<Result<Page<ObservationDto>>> Handle(ListObservationsQuery request, CancellationToken cancellationToken)
    {
        var observations = request.PupilId is { } pupil ? await access.ReadableOfAsync(new(pupil), cancellationToken) : access.Readable();
        var page = await pager.PageAsync(Linked(Filter(observations, request), request), request, Sorts, cancellationToken);
        return !page.IsSuccess ? page.Error : page.Value with
        {
            Data = request.PupilId is { } one ? await answers.OfPupilAsync(page.Value.Data, one, cancellationToken) : await answers.OfReadAsync(page.Value.Data, cancellationToken),
        };
    }

    private IQueryable<Observation> Linked(IQueryable<Observation> observations, ListObservationsQuery request)
    {
        observations = request.SupportSessionId is { } session ? links.OfSession(observations, new(session)) : observations;
        observations = request.AssessmentId is { } assessment ? links.OfAssessment(observations, new(assessment)) : observations;
        observations = request.ProgrammeId is { } programme ? links.OfProgramme(observations, new(programme)) : observations;
        return request.PlanId is { } plan ? links.OfPlan(observations, new(plan)) : observations;
    }

    private static IQueryable<Observation> Filter(IQueryable<Observation> observations, ListObservationsQuery request)
    {
        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            observations = observations.Where(o => o.SchoolId == id);
        }

        if (request.AuthorId is { } author)
        {
            var id = new StaffId(author);
            observations = observations.Where(o => o.AuthorId == id);
        }

        if (request.Kind is { } kind)
        {
            observations = observations.Where(o => o.Kind == kind);
        }

        return (request.IncludeVoid ? observations : observations.Where(o => o.VoidedAt == null)).OnDays(o => o.ObservedAt, request.From, request.To);
    }
}
